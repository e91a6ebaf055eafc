namespace Grpc.Core;

/// <summary>Hints for writing a message.</summary>
[Flags]
public enum WriteFlags
{
    /// <summary>The message need not be sent at once: more are coming.</summary>
    BufferHint = 1,

    /// <summary>The message is not compressed.</summary>
    NoCompress = 2,
}

/// <summary>How messages are written.</summary>
/// <param name="flags">The hints.</param>
public class WriteOptions(WriteFlags flags = default)
{
    /// <summary>No hints.</summary>
    public static readonly WriteOptions Default = new();

    /// <summary>The hints.</summary>
    public WriteFlags Flags { get; } = flags;
}
