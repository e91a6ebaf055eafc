using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Grpc.AspNetCore.Wire;
using Grpc.Core;

namespace Grpc.Net.Client;

/// <summary>Reads the status and the metadata of an HTTP response.</summary>
internal static class ResponseStatus
{
    /// <summary>Why a response is not gRPC, or null (doc/http-grpc-status-mapping.md).</summary>
    internal static Status? Refusal(HttpResponseMessage response)
    {
        if (response.Version < HttpVersion.Version20)
        {
            return new Status(
                StatusCode.Internal,
                $"Bad gRPC response. Response protocol downgraded to HTTP/{response.Version.ToString(2)}.");
        }

        if (response.StatusCode != HttpStatusCode.OK)
        {
            return new Status(
                FromHttp(response.StatusCode), $"Bad gRPC response. HTTP status code: {(int)response.StatusCode}");
        }

        var contentType = response.Content.Headers.ContentType?.ToString();
        if (WireHeaders.IsGrpcContentType(contentType))
        {
            return null;
        }

        return new Status(
            StatusCode.Cancelled,
            contentType is null
                ? "Bad gRPC response. Response did not have a content-type header."
                : $"Bad gRPC response. Invalid content-type value: {contentType}");
    }

    /// <summary>The status in these headers, or null when they have none.</summary>
    internal static Status? Read(HttpHeaders headers)
    {
        if (!headers.TryGetValues(WireHeaders.Status, out var codes))
        {
            return null;
        }

        var text = codes.Last();
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code))
        {
            return new Status(StatusCode.Internal, $"Unexpected grpc-status value: {text}");
        }

        var detail = headers.TryGetValues(WireHeaders.Message, out var messages) ? messages.Last() : "";
        // A code that this version does not know must be treated as UNKNOWN.
        return new Status(
            code <= (int)StatusCode.Unauthenticated ? (StatusCode)code : StatusCode.Unknown,
            PercentEncoding.Decode(detail));
    }

    /// <summary>How a response that has been read ends. Without messages, the headers have it ("Trailers-Only").</summary>
    internal static (Status Status, Metadata Trailers) ReadEnd(HttpResponseMessage response)
    {
        if (Read(response.Headers) is { } early)
        {
            return (early, Metadata(response.Headers));
        }

        var status = Read(response.TrailingHeaders)
            ?? new Status(StatusCode.Cancelled, "No grpc-status found on response.");
        return (status, Metadata(response.TrailingHeaders));
    }

    internal static Metadata Metadata(HttpHeaders headers)
    {
        var metadata = new Metadata();
        foreach (var (name, values) in headers.NonValidated)
        {
            if (!WireHeaders.IsMetadata(name))
            {
                continue;
            }

            foreach (var value in values)
            {
                WireHeaders.Add(metadata, name, value);
            }
        }

        return metadata;
    }

    private static StatusCode FromHttp(HttpStatusCode code) => code switch
    {
        HttpStatusCode.BadRequest => StatusCode.Internal,
        HttpStatusCode.Unauthorized => StatusCode.Unauthenticated,
        HttpStatusCode.Forbidden => StatusCode.PermissionDenied,
        HttpStatusCode.NotFound => StatusCode.Unimplemented,
        HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable
            or HttpStatusCode.GatewayTimeout => StatusCode.Unavailable,
        _ => StatusCode.Unknown,
    };
}
