using Google.Protobuf;

namespace Grpc.Core;

/// <summary>Reads and writes a status with details in metadata.</summary>
public static class MetadataExtensions
{
    /// <summary>The trailer that has a serialized <see cref="Google.Rpc.Status" />.</summary>
    public const string StatusDetailsTrailerName = "grpc-status-details-bin";

    /// <summary>The status with details, or null.</summary>
    /// <exception cref="InvalidProtocolBufferException">The trailer is not a status.</exception>
    public static Google.Rpc.Status? GetRpcStatus(this Metadata metadata, bool ignoreParseError = false)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        if (metadata.GetValueBytes(StatusDetailsTrailerName) is not { } bytes)
        {
            return null;
        }

        try
        {
            return Google.Rpc.Status.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException) when (ignoreParseError)
        {
            return null;
        }
    }

    /// <summary>Puts the status with details into the metadata, in place of another.</summary>
    public static void SetRpcStatus(this Metadata metadata, Google.Rpc.Status status)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        foreach (var entry in metadata.GetAll(StatusDetailsTrailerName).ToList())
        {
            metadata.Remove(entry);
        }

        metadata.Add(StatusDetailsTrailerName, status.ToByteArray());
    }
}
