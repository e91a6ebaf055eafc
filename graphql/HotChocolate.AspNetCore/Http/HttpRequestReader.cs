using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using HotChocolate.Execution;
using HotChocolate.PersistedOperations;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace HotChocolate.AspNetCore;

/// <summary>Reads requests: GraphQL over HTTP, sections 5.2 and 5.4.</summary>
internal static class HttpRequestReader
{
    private static readonly TimeSpan BodyTimeout = TimeSpan.FromSeconds(15);

    // RFC 8259, section 8.1: none should be sent, and one may be passed over.
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads the body whole.</summary>
    /// <exception cref="BadRequestException">It is larger than the limit, too slow, or not a JSON text.</exception>
    public static async Task<JsonDocument> ReadBodyAsync(
        HttpRequest request,
        int limit,
        CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
        {
            throw TooLarge(limit);
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(BodyTimeout);
        try
        {
            return await ReadBodyWithinAsync(request, limit, timeout.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BadRequestException(
                "The request's body did not arrive in time.", StatusCodes.Status408RequestTimeout);
        }
    }

    private static async Task<JsonDocument> ReadBodyWithinAsync(
        HttpRequest request,
        int limit,
        CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellationToken);
            if (read.Buffer.Length > limit)
            {
                request.BodyReader.AdvanceTo(read.Buffer.End);
                throw TooLarge(limit);
            }

            if (read.IsCompleted)
            {
                // A copy, for the server takes its buffer back: one that is not advanced costs the client its
                // connection.
                var body = read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);

                return Parse(body.AsMemory(body.AsSpan().StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0));
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>The request that a JSON body states.</summary>
    /// <exception cref="BadRequestException">A parameter is missing or of the wrong type.</exception>
    public static GraphQLRequest FromBody(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            throw new BadRequestException(body.ValueKind == JsonValueKind.Array
                ? "Batches are not supported: send one operation with each request."
                : "The body must be a JSON object.");
        }

        var query = Find(body, "query", JsonValueKind.String);
        var persisted = ReferenceOf(
            Find(body, "id", JsonValueKind.String) ?? Find(body, "documentId", JsonValueKind.String),
            Find(body, "extensions", JsonValueKind.Object));
        if (query is null && persisted is null)
        {
            throw MissingQuery();
        }

        var operationName = Find(body, "operationName", JsonValueKind.String)?.GetString();

        return new GraphQLRequest(
            query is { } text ? Utf8(text) : default,
            string.IsNullOrEmpty(operationName) ? null : operationName,
            Find(body, "variables", JsonValueKind.Object))
        {
            Persisted = persisted,
        };
    }

    /// <summary>The request that a URL states; the variables' document lives as long as the request.</summary>
    /// <exception cref="BadRequestException">A parameter is missing or malformed.</exception>
    public static GraphQLRequest FromQuery(HttpRequest request)
    {
        var query = Single(request.Query["query"], "query") ?? "";
        var id = Single(request.Query["id"], "id") ?? Single(request.Query["documentId"], "documentId");
        var extensions = ParseObject(Single(request.Query["extensions"], "extensions"), "extensions");
        var persisted = ReferenceOf(id, extensions);
        if (query.Length == 0 && persisted is null)
        {
            throw MissingQuery();
        }

        var operationName = Single(request.Query["operationName"], "operationName");

        return new GraphQLRequest(
            Encoding.UTF8.GetBytes(query),
            string.IsNullOrEmpty(operationName) ? null : operationName,
            ParseObject(Single(request.Query["variables"], "variables"), "variables"),
            QueriesOnly: true)
        {
            Persisted = persisted,
        };
    }

    private static PersistedReference? ReferenceOf(JsonElement? id, JsonElement? extensions) =>
        ReferenceOf(id?.GetString(), extensions);

    private static PersistedReference? ReferenceOf(string? id, JsonElement? extensions)
    {
        var query = extensions is { } map ? Find(map, "persistedQuery", JsonValueKind.Object) : null;

        return id is null && query is null ? null : new PersistedReference(id, query);
    }

    private static BadRequestException MissingQuery() => new("The parameter \"query\" is missing.");

    private static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            JsonUnicode.Check(body.Span);

            return JsonDocument.Parse(body);
        }
        catch (JsonException error)
        {
            // The parser's own message may quote the body.
            throw new BadRequestException(error.LineNumber is { } line
                ? $"The body is not valid JSON: line {line + 1}, byte {error.BytePositionInLine + 1}."
                : "The body is not valid JSON.");
        }
    }

    private static ReadOnlyMemory<byte> Utf8(JsonElement text)
    {
        var raw = JsonMarshal.GetRawUtf8Value(text)[1..^1];

        return raw.Contains((byte)'\\') ? Encoding.UTF8.GetBytes(text.GetString()!) : raw.ToArray();
    }

    private static JsonElement? Find(JsonElement body, string name, JsonValueKind kind)
    {
        if (!body.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind == kind ? value : throw new BadRequestException(
            $"The parameter \"{name}\" must be {(kind == JsonValueKind.String ? "a string" : "an object")}.");
    }

    private static string? Single(StringValues values, string name) => values.Count > 1
        ? throw new BadRequestException($"The parameter \"{name}\" is given more than once.")
        : values.Count == 0 ? null : values[0];

    private static JsonElement? ParseObject(string? json, string name)
    {
        if (string.IsNullOrEmpty(json))
        {
            return null;
        }

        try
        {
            var text = Encoding.UTF8.GetBytes(json);
            JsonUnicode.Check(text);
            var value = JsonElement.Parse(text);

            return value.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.Object => value,
                _ => throw new BadRequestException($"The parameter \"{name}\" must be an object."),
            };
        }
        catch (JsonException)
        {
            throw new BadRequestException($"The parameter \"{name}\" is not valid JSON.");
        }
    }

    private static BadRequestException TooLarge(int limit) => new(
        $"The body is larger than {limit} bytes.", StatusCodes.Status413PayloadTooLarge);
}

/// <summary>The request is not a well-formed GraphQL-over-HTTP request.</summary>
internal sealed class BadRequestException(string message, int status = StatusCodes.Status400BadRequest)
    : Exception(message)
{
    public int Status { get; } = status;
}
