using System.Text.Json;

namespace GraphQL.Tests.Differential;

/// <summary>Whether two answers mean the same.</summary>
internal static class Comparison
{
    // Both implementations stop at a hundred errors of a document and fifty of variables,
    // not necessarily the same ones.
    private const int MaxErrors = 50;

    /// <summary>How the answers differ, or null.</summary>
    public static string? Difference(Answer ours, Answer theirs)
    {
        if (ours.Phase != theirs.Phase)
        {
            return $"phase {ours.Phase}, not {theirs.Phase}";
        }

        if (ours.Phase != Phase.Execution)
        {
            return (ours.Errors.Count >= MaxErrors && theirs.Errors.Count >= MaxErrors)
                || Places(ours.Errors).SequenceEqual(Places(theirs.Errors)) ? null : "errors";
        }

        return !Same(ours.Data, theirs.Data) ? "data" : SameFailures(ours, theirs) ? null : "execution errors";
    }

    private static IEnumerable<string> Places(IEnumerable<AnswerError> errors) =>
        errors.Select(error => error.Place).Order(StringComparer.Ordinal);

    /// <summary>Equal with the fields in the same order; numbers by the value that they have in JavaScript.</summary>
    private static bool Same(JsonElement left, JsonElement right) => (left.ValueKind, right.ValueKind) switch
    {
        (JsonValueKind.Object, JsonValueKind.Object) =>
            left.EnumerateObject().Count() == right.EnumerateObject().Count()
            && left.EnumerateObject().Zip(right.EnumerateObject())
                .All(pair => pair.First.Name == pair.Second.Name && Same(pair.First.Value, pair.Second.Value)),
        (JsonValueKind.Array, JsonValueKind.Array) => left.GetArrayLength() == right.GetArrayLength()
            && left.EnumerateArray().Zip(right.EnumerateArray()).All(pair => Same(pair.First, pair.Second)),
        (JsonValueKind.Number, JsonValueKind.Number) => left.GetDouble().Equals(right.GetDouble()),
        _ => JsonElement.DeepEquals(left, right),
    };

    /// <summary>
    /// Every null has the same errors. Where a null replaces a parent because several fields below it failed, fields
    /// may have been cancelled before they did (section 6.4.4): there any of the errors is enough.
    /// </summary>
    private static bool SameFailures(Answer ours, Answer theirs)
    {
        var left = ours.Errors.ToLookup(error => NullAbove(error, ours.Data), StringComparer.Ordinal);
        var right = theirs.Errors.ToLookup(error => NullAbove(error, theirs.Data), StringComparer.Ordinal);

        return left.Count == right.Count && left.All(
            group => right.Contains(group.Key) && SameGroup(group.Key, [.. group], [.. right[group.Key]]));
    }

    private static bool SameGroup(string atNull, List<AnswerError> left, List<AnswerError> right)
    {
        var paths = left.Select(error => error.FullPath).ToHashSet(StringComparer.Ordinal);
        var common = right.Select(error => error.FullPath).Where(paths.Contains).ToHashSet(StringComparer.Ordinal);

        return Places(left.Where(error => common.Contains(error.FullPath)))
                .SequenceEqual(Places(right.Where(error => common.Contains(error.FullPath))))
            && left.Concat(right).All(error => common.Contains(error.FullPath) || error.FullPath != atNull);
    }

    /// <summary>The path of the null in the data that an error led to.</summary>
    private static string NullAbove(AnswerError error, JsonElement data)
    {
        List<string> path = [];
        foreach (var segment in error.Path)
        {
            if (data.ValueKind == JsonValueKind.Array)
            {
                data = data[int.Parse(segment, null)];
            }
            else if (data.ValueKind != JsonValueKind.Object || !data.TryGetProperty(segment, out data))
            {
                break;
            }

            path.Add(segment);
        }

        return string.Join('.', path);
    }
}
