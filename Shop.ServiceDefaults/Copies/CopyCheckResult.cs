namespace Shop.ServiceDefaults.Copies;

/// <param name="Rows">Rows of the source that were looked at.</param>
/// <param name="Differences">Rows that differ, in the order of their ids.</param>
/// <param name="IsComplete">Whether all rows were looked at; if not, too many differ.</param>
internal sealed record CopyCheckResult(long Rows, IReadOnlyList<CopyDifference> Differences, bool IsComplete)
{
    public const int MaxLines = 100;

    public bool Agrees => IsComplete && Differences.Count == 0;

    /// <summary>A line for each difference, as far as they are few enough to read, and one for all.</summary>
    public IEnumerable<string> Describe(ICopySource source)
    {
        var lines = Differences.SelectMany(difference => difference.Describe(source)).Take(MaxLines);
        return lines.Append((Agrees, IsComplete) switch
        {
            (true, _) => $"{source.Table}: {Rows} rows agree with {source.Service}.",
            (_, true) => $"{source.Table}: {Differences.Count} rows differ from {source.Service}, which has {Rows}.",
            _ => $"{source.Table}: {Differences.Count} rows differ from {source.Service} among the first {Rows}; "
                + "the rest was not looked at.",
        });
    }
}
