namespace Shop.Copies;

/// <param name="Table">The copies.</param>
/// <param name="Service">Whose rows they copy.</param>
/// <param name="Rows">Rows of the source that were looked at.</param>
/// <param name="Differences">Rows that differ, in the order of their ids.</param>
/// <param name="IsComplete">Whether all rows were looked at; if not, too many differ.</param>
internal sealed record CopyCheckResult(
    CopyTable Table, string Service, long Rows, IReadOnlyList<CopyDifference> Differences, bool IsComplete)
{
    public const int MaxLines = 100;

    public bool Agrees => IsComplete && Differences.Count == 0;

    /// <summary>A line for each difference, as far as they are few enough to read, and one for all.</summary>
    public IEnumerable<string> Describe()
    {
        var lines = Differences.SelectMany(difference => difference.Describe(Table, Service)).Take(MaxLines);

        return lines.Append((Agrees, IsComplete) switch
        {
            (true, _) => $"{Table.Name}: {Rows} rows agree with {Service}.",
            (_, true) => $"{Table.Name}: {Differences.Count} rows differ from {Service}, which has {Rows}.",
            _ => $"{Table.Name}: {Differences.Count} rows differ from {Service} among the first {Rows}; "
                + "the rest was not looked at.",
        });
    }
}

/// <summary>A row of a copy beside that of its source.</summary>
/// <param name="Id">The row.</param>
/// <param name="Copy">Each column as text; null when the copy lacks the row.</param>
/// <param name="Source">Each column as text; null when the source lacks the row.</param>
internal sealed record CopyDifference(Guid Id, string?[]? Copy, string?[]? Source)
{
    /// <summary>Whether they are the same after all.</summary>
    public bool IsNone => AreEqual(Copy, Source);

    /// <summary>Whether the copy has stayed the same, so that no event is about to end the difference.</summary>
    public bool IsStuckSince(CopyDifference earlier) => AreEqual(Copy, earlier.Copy);

    public IEnumerable<string> Describe(CopyTable table, string service)
    {
        var row = $"{table.Name} {Id}";

        return (Copy, Source) switch
        {
            (null, _) => [$"{row}: missing"],
            (_, null) => [$"{row}: extra"],
            _ => table.Columns.Index()
                .Where(column => Copy[column.Index] != Source[column.Index])
                .Select(column =>
                    $"{row}: {column.Item} is '{Copy[column.Index]}', in {service} '{Source[column.Index]}'"),
        };
    }

    private static bool AreEqual(string?[]? one, string?[]? other) =>
        one is null || other is null ? one == other : one.SequenceEqual(other);
}
