using System.Text.RegularExpressions;

namespace GraphQL.Tests.Differential;

/// <summary>Where graphql-js 16 differs from the edition of September 2025, or both are free.</summary>
internal static partial class Deviations
{
    private static readonly Func<Answer, Answer, bool>[] All = [IsTypeSystem, IsConditionalSubscription];

    /// <summary>Whether a difference is one of these.</summary>
    public static bool Explain(Answer ours, Answer theirs) => All.Any(deviation => deviation(ours, theirs));

    /// <summary>
    /// Definitions of the type system are no executable document (section 5.1.1). graphql-js parses them and reports them
    /// by a validation rule, or reports the first mistake inside; ours ends where such a definition begins.
    /// </summary>
    private static bool IsTypeSystem(Answer ours, Answer theirs) =>
        ours.Phase == Phase.Syntax && TypeSystemKeyword().IsMatch(ours.Errors[0].Message);

    /// <summary>
    /// Section 5.2.4.1 allows no @skip and no @include at the root of a subscription. graphql-js 16 evaluates them as if
    /// no variable had a value, and validation even throws where one must.
    /// </summary>
    private static bool IsConditionalSubscription(Answer ours, Answer theirs) =>
        ours.Errors.Any(error => error.Message.StartsWith("A subscription must not skip or include", StringComparison.Ordinal));

    [GeneratedRegex("Unexpected Name \"(schema|scalar|type|interface|union|enum|input|directive|extend)\"")]
    private static partial Regex TypeSystemKeyword();
}
