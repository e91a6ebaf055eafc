namespace HotChocolate;

/// <summary>The way from the root of the response to a field: response names and list indices.</summary>
public sealed class Path
{
    private readonly object? _segment;

    private Path(Path? parent, object? segment)
    {
        Parent = parent;
        _segment = segment;
    }

    /// <summary>The response itself.</summary>
    public static Path Root { get; } = new(null, null);

    /// <summary>The path without its last segment, null for the root.</summary>
    public Path? Parent { get; }

    /// <summary>The path of a field below this one.</summary>
    public Path Append(string name) => new(this, name);

    /// <summary>The path of an item of this list.</summary>
    public Path Append(int index) => new(this, index);

    /// <summary>Strings and integers from the root on.</summary>
    public IReadOnlyList<object> ToList()
    {
        var segments = new List<object>();
        for (var path = this; path._segment is not null; path = path.Parent!)
        {
            segments.Add(path._segment);
        }

        segments.Reverse();

        return segments;
    }

    /// <summary>The path in the form <c>/orders[0]/id</c>.</summary>
    public override string ToString() =>
        string.Concat(ToList().Select(segment => segment is int index ? $"[{index}]" : $"/{segment}"));
}
