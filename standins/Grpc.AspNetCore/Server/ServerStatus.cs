using System.Globalization;
using Grpc.AspNetCore.Wire;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Grpc.AspNetCore.Server;

/// <summary>Writes a status and metadata to headers or trailers.</summary>
internal static class ServerStatus
{
    private static readonly string[] Codes =
        [.. Enumerable.Range(0, 17).Select(code => code.ToString(CultureInfo.InvariantCulture))];

    internal static void Write(IHeaderDictionary headers, Status status, Metadata trailers)
    {
        Write(headers, trailers);
        headers[WireHeaders.Status] = Text(status.StatusCode);
        if (!string.IsNullOrEmpty(status.Detail))
        {
            headers[WireHeaders.Message] = PercentEncoding.Encode(status.Detail);
        }
    }

    internal static void Write(IHeaderDictionary headers, Metadata metadata)
    {
        foreach (var entry in metadata)
        {
            headers[entry.Key] = StringValues.Concat(headers[entry.Key], WireHeaders.Format(entry));
        }
    }

    internal static string Text(StatusCode code) =>
        (uint)code < (uint)Codes.Length ? Codes[(int)code] : ((int)code).ToString(CultureInfo.InvariantCulture);
}
