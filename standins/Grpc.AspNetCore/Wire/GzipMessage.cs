using System.Buffers;
using System.IO.Compression;

namespace Grpc.AspNetCore.Wire;

/// <summary>Decompresses a message without ever holding more than the size limit.</summary>
internal static class GzipMessage
{
    internal static ReadOnlySequence<byte> Decompress(ReadOnlySequence<byte> compressed, int? maxSize)
    {
        var output = new ArrayBufferWriter<byte>();
        try
        {
            using var source = new MemoryStream(compressed.ToArray());
            using var gzip = new GZipStream(source, CompressionMode.Decompress);
            for (int read; (read = gzip.Read(output.GetSpan(4096))) > 0;)
            {
                output.Advance(read);
                if (output.WrittenCount > maxSize)
                {
                    throw WireErrors.TooLarge();
                }
            }
        }
        catch (InvalidDataException exception)
        {
            throw WireErrors.Malformed("Error decompressing message.", exception);
        }

        return new ReadOnlySequence<byte>(output.WrittenMemory);
    }
}
