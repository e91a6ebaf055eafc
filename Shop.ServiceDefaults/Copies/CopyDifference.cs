namespace Shop.ServiceDefaults.Copies;

/// <summary>A row that is not the same in the copy and in the source.</summary>
/// <param name="Id">The row.</param>
/// <param name="Copy">Each column as text; null when the copy lacks the row.</param>
/// <param name="Source">Each column as text; null when the source lacks the row.</param>
internal sealed record CopyDifference(Guid Id, string?[]? Copy, string?[]? Source)
{
    /// <summary>Whether the copy has stayed the same, so that no event is about to end the difference.</summary>
    public bool IsStuckSince(CopyDifference earlier) =>
        Copy is null ? earlier.Copy is null : earlier.Copy is not null && Copy.SequenceEqual(earlier.Copy);

    public IEnumerable<string> Describe(ICopySource source)
    {
        var row = $"{source.Table} {Id}";
        return (Copy, Source) switch
        {
            (null, _) => [$"{row}: missing"],
            (_, null) => [$"{row}: extra"],
            _ => source.Columns.Index()
                .Where(column => Copy[column.Index] != Source[column.Index])
                .Select(column =>
                    $"{row}: {column.Item} is '{Copy[column.Index]}', in {source.Service} '{Source[column.Index]}'"),
        };
    }
}
