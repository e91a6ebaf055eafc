namespace Grpc.Core;

/// <summary>Stands for the call that a child call belongs to. Only test doubles of contexts name this type.</summary>
public abstract class ContextPropagationToken
{
    internal ContextPropagationToken()
    {
    }
}

/// <summary>What a child call takes over from its parent.</summary>
/// <param name="propagateDeadline">Whether the deadline is taken over.</param>
/// <param name="propagateCancellation">Whether the cancellation is taken over.</param>
public class ContextPropagationOptions(bool propagateDeadline = true, bool propagateCancellation = true)
{
    /// <summary>Whether the deadline is taken over.</summary>
    public bool IsPropagateDeadline { get; } = propagateDeadline;

    /// <summary>Whether the cancellation is taken over.</summary>
    public bool IsPropagateCancellation { get; } = propagateCancellation;
}
