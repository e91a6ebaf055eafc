namespace HotChocolate.Execution;

/// <summary>Where the writer is; made a <see cref="Path"/> only when an error needs it.</summary>
internal sealed class PathStack
{
    private Segment[] _segments = new Segment[32];

    /// <summary>How many segments there are; setting it back leaves what is below.</summary>
    public int Depth { get; set; }

    /// <summary>Enters a field, or with null a list, and yields the depth to return to.</summary>
    public int Push(string? name)
    {
        if (Depth == _segments.Length)
        {
            Array.Resize(ref _segments, _segments.Length * 2);
        }

        _segments[Depth] = new Segment(name, 0);

        return Depth++;
    }

    /// <summary>Moves to an item of the list that was entered last.</summary>
    public void SetIndex(int index) => _segments[Depth - 1] = new Segment(null, index);

    public Path ToPath()
    {
        var path = Path.Root;
        foreach (var (name, index) in _segments.AsSpan(0, Depth))
        {
            path = name is null ? path.Append(index) : path.Append(name);
        }

        return path;
    }

    private readonly record struct Segment(string? Name, int Index);
}
