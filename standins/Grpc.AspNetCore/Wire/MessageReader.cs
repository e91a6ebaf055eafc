using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Google.Protobuf;
using Grpc.Core;

namespace Grpc.AspNetCore.Wire;

/// <summary>Reads length-prefixed messages from a pipe.</summary>
/// <param name="input">The pipe.</param>
/// <param name="encoding">The value of "grpc-encoding", if any.</param>
/// <param name="maxSize">The largest message, in bytes; null for any.</param>
/// <param name="unknownEncoding">The status for a compression that is not supported.</param>
internal readonly struct MessageReader(PipeReader input, string? encoding, int? maxSize, StatusCode unknownEncoding)
{
    /// <summary>The next message, or null at the end.</summary>
    /// <exception cref="RpcException">The bytes are not a message.</exception>
    internal async ValueTask<T?> ReadAsync<T>(Marshaller<T> marshaller, CancellationToken cancellationToken)
        where T : class
    {
        while (true)
        {
            var result = await input.ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            if (TryRead(ref buffer, out var payload))
            {
                var message = Deserialize(marshaller, payload);
                input.AdvanceTo(buffer.Start);
                return message;
            }

            if (result.IsCompleted)
            {
                return buffer.IsEmpty ? null : throw WireErrors.Malformed("Incomplete message.");
            }

            input.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    /// <summary>The only message of the stream.</summary>
    /// <exception cref="RpcException">There is none, or more than one.</exception>
    internal async ValueTask<T?> ReadSingleAsync<T>(
        Marshaller<T> marshaller, string excess, CancellationToken cancellationToken)
        where T : class
    {
        var message = await ReadAsync(marshaller, cancellationToken);
        if (message is null)
        {
            return null;
        }

        var rest = await input.ReadAsync(cancellationToken);
        var isEmpty = rest.Buffer.IsEmpty;
        input.AdvanceTo(rest.Buffer.End);
        return isEmpty ? message : throw WireErrors.Malformed(excess);
    }

    private bool TryRead(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> payload)
    {
        payload = default;
        if (buffer.Length < MessageWriter.HeaderSize)
        {
            return false;
        }

        Span<byte> header = stackalloc byte[MessageWriter.HeaderSize];
        buffer.Slice(0, MessageWriter.HeaderSize).CopyTo(header);
        var length = BinaryPrimitives.ReadUInt32BigEndian(header[1..]);
        // Checked before the bytes are waited for, so that a peer cannot make us buffer them.
        if (length > (maxSize ?? int.MaxValue))
        {
            throw WireErrors.TooLarge();
        }

        if (header[0] > 1)
        {
            throw WireErrors.Malformed("Unexpected compressed flag value in message header.");
        }

        if (buffer.Length < MessageWriter.HeaderSize + length)
        {
            return false;
        }

        var body = buffer.Slice(MessageWriter.HeaderSize, length);
        payload = header[0] == 0 ? body : Decompress(body);
        buffer = buffer.Slice(body.End);
        return true;
    }

    private ReadOnlySequence<byte> Decompress(ReadOnlySequence<byte> compressed) => encoding switch
    {
        "gzip" => GzipMessage.Decompress(compressed, maxSize),
        null or "" => throw WireErrors.Malformed(
            "Request did not include grpc-encoding value with compressed message."),
        "identity" => throw WireErrors.Malformed(
            "Request sent 'identity' grpc-encoding value with compressed message."),
        _ => throw WireErrors.UnknownEncoding(encoding, unknownEncoding),
    };

    private static T Deserialize<T>(Marshaller<T> marshaller, ReadOnlySequence<byte> payload)
    {
        try
        {
            return marshaller.ContextualDeserializer(new PayloadContext(payload));
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw WireErrors.Malformed("Error parsing message.", exception);
        }
    }
}
