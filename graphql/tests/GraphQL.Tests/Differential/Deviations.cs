using System.Text.RegularExpressions;

namespace GraphQL.Tests.Differential;

/// <summary>
/// Where graphql-js 16 differs from the edition of September 2025. What it has beyond the edition in its introspection,
/// <c>peers/edition.mjs</c> takes away.
/// </summary>
internal static partial class Deviations
{
    // Errors that the edition asks for and graphql-js 16 does not report:
    // - An operation without a root type is invalid (section 5.2.1.1); graphql-js fails when it executes it.
    // - A variable in a OneOf input object must be non-null (section 5.8.5); graphql-js looks at the type of the
    //   object's place only, so that it misses those whose place is a non-null type or a list.
    // - A Float must be finite (section 3.5.2); graphql-js takes a literal beyond for an infinity.
    [GeneratedRegex("^The schema has no |^This number is not a value of type \\[*Float|must be non-null for a OneOf")]
    private static partial Regex OnlyOurs();

    // Section 5.2.4.1 allows no @skip and no @include at the root of a subscription. graphql-js 16 evaluates them as if
    // no variable had a value, and may find other fields at the root.
    [GeneratedRegex("^A subscription must ")]
    private static partial Regex OurRoots();

    [GeneratedRegex("must select only one top level field|must not select an introspection top level field")]
    private static partial Regex TheirRoots();

    // Its validation throws where a variable must have one.
    [GeneratedRegex("^Argument \"if\" .*(was not provided|has invalid value|must not be null)")]
    private static partial Regex RootsWithoutVariables();

    // Definitions of the type system are no executable document (section 5.1.1). graphql-js parses them and reports
    // them by a validation rule, or reports the first mistake inside; ours ends where such a definition begins.
    [GeneratedRegex(
        "Unexpected (description|Name \"(schema|scalar|type|interface|union|enum|input|directive|extend)\")")]
    private static partial Regex TypeSystemKeyword();

    [GeneratedRegex(" definition is not executable")]
    private static partial Regex NotExecutable();

    /// <summary>Whether the difference of two answers is one of these.</summary>
    public static bool Explain(Answer ours, Answer theirs) =>
        IsBounded(ours, theirs)
        || IsTypeSystem(ours, theirs)
        || IsConditionalSubscription(ours, theirs)
        || IsUnknownDirective(ours, theirs)
        || IsStricter(ours, theirs);

    // The fields of a plan are bounded, as ResponseLimitTests holds; those that graphql-js executes are not.
    private static bool IsBounded(Answer ours, Answer theirs) =>
        ours.Errors is [{ Message: "The operation is too complex." }] && theirs.Phase == Phase.Execution;

    private static bool IsTypeSystem(Answer ours, Answer theirs) =>
        ours.Phase == Phase.Syntax && TypeSystemKeyword().IsMatch(ours.Errors[0].Message)
        && (theirs.Phase == Phase.Syntax || theirs.Errors.Any(error => NotExecutable().IsMatch(error.Message)));

    private static bool IsConditionalSubscription(Answer ours, Answer theirs) =>
        ours.Errors.Any(
            error => error.Message.StartsWith("A subscription must not skip or include", StringComparison.Ordinal))
        && (theirs.Errors is [{ Message: var thrown }] && RootsWithoutVariables().IsMatch(thrown)
            || IsEqualWithout(
                ours,
                theirs with { Errors = [.. theirs.Errors.Where(error => !TheirRoots().IsMatch(error.Message))] },
                error => OurRoots().IsMatch(error.Message)));

    /// <summary>
    /// The arguments of a directive that does not exist have no types. graphql-js takes those of the field that the
    /// directive stands on, so that it reports more.
    /// </summary>
    private static bool IsUnknownDirective(Answer ours, Answer theirs) =>
        ours.Phase == Phase.Request && theirs.Phase == Phase.Request
        && ours.Errors.Any(error => error.Message.EndsWith("\" does not exist.", StringComparison.Ordinal)
            && error.Message.StartsWith("The directive", StringComparison.Ordinal))
        && ours.Errors.All(error => theirs.Errors.Any(other => other.Place == error.Place));

    // graphql-js reports some of these errors too, and others at the same place.
    private static bool IsStricter(Answer ours, Answer theirs) =>
        IsEqualWithout(ours, theirs, error => OnlyOurs().IsMatch(error.Message))
        || IsEqualWithout(
            ours,
            theirs,
            error => OnlyOurs().IsMatch(error.Message) && theirs.Errors.All(other => other.Place != error.Place));

    private static bool IsPastValidation(Answer theirs) =>
        theirs.Phase == Phase.Execution || theirs.Errors.All(error => OfRequest().IsMatch(error.Message));

    [GeneratedRegex(
        "^Must provide (an )?operation|^Unknown operation named"
        + "|^Variable .*(got invalid value|was not provided|must not be null)")]
    private static partial Regex OfRequest();

    private static bool IsEqualWithout(Answer ours, Answer theirs, Func<AnswerError, bool> isOnlyOurs)
    {
        List<AnswerError> others = [.. ours.Errors.Where(error => !isOnlyOurs(error))];

        return ours.Phase == Phase.Request && others.Count < ours.Errors.Count
            && (IsPastValidation(theirs)
                ? others.Count == 0
                : Comparison.Difference(ours with { Errors = others }, theirs) is null);
    }
}
