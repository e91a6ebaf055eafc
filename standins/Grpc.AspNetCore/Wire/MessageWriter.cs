using System.Buffers;
using System.Buffers.Binary;
using Grpc.Core;

namespace Grpc.AspNetCore.Wire;

/// <summary>Writes a length-prefixed message: a flag, four bytes of length, the bytes (gRPC over HTTP/2).</summary>
internal sealed class MessageWriter : SerializationContext
{
    internal const int HeaderSize = 5;

    // Serialization is synchronous, so that each thread needs one of these only.
    [ThreadStatic]
    private static MessageWriter? _current;

    private IBufferWriter<byte>? _output;
    private ArrayBufferWriter<byte>? _unsized;
    private int? _maxSize;
    private bool _isSized;

    /// <summary>Writes the message.</summary>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED when it is larger than <paramref name="maxSize" /> bytes.</exception>
    internal static void Write<T>(IBufferWriter<byte> output, Marshaller<T> marshaller, T message, int? maxSize)
    {
        var writer = _current ?? new MessageWriter();
        _current = null;
        writer._output = output;
        writer._maxSize = maxSize;
        writer._isSized = false;
        marshaller.ContextualSerializer(message, writer);
        writer._output = null;
        writer._unsized = null;
        _current = writer;
    }

    public override void SetPayloadLength(int payloadLength)
    {
        WriteHeader(payloadLength);
        _isSized = true;
    }

    public override IBufferWriter<byte> GetBufferWriter() =>
        _isSized ? Output : _unsized ??= new ArrayBufferWriter<byte>();

    public override void Complete(byte[] payload)
    {
        WriteHeader(payload.Length);
        Output.Write(payload);
    }

    public override void Complete()
    {
        if (_isSized)
        {
            return;
        }

        var payload = _unsized is null ? [] : _unsized.WrittenSpan;
        WriteHeader(payload.Length);
        Output.Write(payload);
    }

    private IBufferWriter<byte> Output =>
        _output ?? throw new InvalidOperationException("The message has been written already.");

    private void WriteHeader(int length)
    {
        if (length > _maxSize)
        {
            throw new RpcException(new Status(
                StatusCode.ResourceExhausted, "Sending message exceeds the maximum configured message size."));
        }

        var header = Output.GetSpan(HeaderSize);
        header[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(header[1..], length);
        Output.Advance(HeaderSize);
    }
}
