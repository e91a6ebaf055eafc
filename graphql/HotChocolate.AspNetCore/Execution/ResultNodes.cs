namespace HotChocolate.Execution;

/// <summary>A place in the result below which something is asynchronous; it knows its path.</summary>
internal abstract class ResultNode(ResultNode? parent, PlanField? segment, int index)
{
    /// <summary>The response path of this node.</summary>
    public Path Path => parent is null ? Path.Root
        : segment is not null ? parent.Path.Append(segment.ResponseName)
        : parent.Path.Append(index);
}

/// <summary>An object whose asynchronous fields arrive in its slots.</summary>
internal sealed class ObjectNode(
    ResultNode? parent,
    PlanField? segment,
    int index,
    PlanSelections selections,
    object? source) : ResultNode(parent, segment, index)
{
    public PlanSelections Selections { get; } = selections;

    public object? Source { get; } = source;

    public object?[] Slots { get; } = new object?[selections.SlotFields.Length];
}

/// <summary>A list of nodes.</summary>
internal sealed class ListNode(ResultNode parent, PlanField? segment, int index, int count)
    : ResultNode(parent, segment, index)
{
    public object?[] Items { get; } = new object?[count];
}

/// <summary>Stands in a slot for a value whose error is recorded already.</summary>
internal sealed class Failed
{
    private Failed()
    {
    }

    public static Failed Instance { get; } = new();
}
