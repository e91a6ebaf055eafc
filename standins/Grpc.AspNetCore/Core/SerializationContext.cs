using System.Buffers;

namespace Grpc.Core;

/// <summary>Where a marshaller writes a message to.</summary>
public abstract class SerializationContext
{
    /// <summary>Gives the whole message.</summary>
    public abstract void Complete(byte[] payload);

    /// <summary>Says how many bytes will be written to <see cref="GetBufferWriter" />.</summary>
    public abstract void SetPayloadLength(int payloadLength);

    /// <summary>Takes the bytes of the message.</summary>
    public abstract IBufferWriter<byte> GetBufferWriter();

    /// <summary>Says that the message is written.</summary>
    public abstract void Complete();
}

/// <summary>Where a marshaller reads a message from.</summary>
public abstract class DeserializationContext
{
    /// <summary>Bytes of the message.</summary>
    public abstract int PayloadLength { get; }

    /// <summary>The message in an array of its own.</summary>
    public abstract byte[] PayloadAsNewBuffer();

    /// <summary>The message as it was received; valid until the marshaller returns.</summary>
    public abstract ReadOnlySequence<byte> PayloadAsReadOnlySequence();
}
