using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using HotChocolate.Execution;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace HotChocolate.AspNetCore;

/// <summary>Reads requests: GraphQL over HTTP, sections 5.2 and 5.4.</summary>
internal static class HttpRequestReader
{
    /// <summary>Reads the body whole.</summary>
    /// <exception cref="BadRequestException">It is larger than the limit, or not a JSON text.</exception>
    public static async Task<JsonDocument> ReadBodyAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
        {
            throw TooLarge(limit);
        }

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
                // A copy, for the server takes its buffer back: one that is not advanced costs the client its connection.
                var body = read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return Parse(body);
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
            throw new BadRequestException("The body must be a JSON object.");
        }

        var query = Find(body, "query", JsonValueKind.String)
            ?? throw new BadRequestException("The parameter \"query\" is missing.");
        Find(body, "extensions", JsonValueKind.Object);
        var operationName = Find(body, "operationName", JsonValueKind.String)?.GetString();
        return new GraphQLRequest(
            Utf8(query),
            string.IsNullOrEmpty(operationName) ? null : operationName,
            Find(body, "variables", JsonValueKind.Object));
    }

    /// <summary>The request that a URL states; the variables' document lives as long as the request.</summary>
    /// <exception cref="BadRequestException">A parameter is missing or malformed.</exception>
    public static GraphQLRequest FromQuery(HttpRequest request)
    {
        var query = Single(request.Query["query"], "query");
        if (string.IsNullOrEmpty(query))
        {
            throw new BadRequestException("The parameter \"query\" is missing.");
        }

        ParseObject(Single(request.Query["extensions"], "extensions"), "extensions");
        var operationName = Single(request.Query["operationName"], "operationName");
        return new GraphQLRequest(
            Encoding.UTF8.GetBytes(query),
            string.IsNullOrEmpty(operationName) ? null : operationName,
            ParseObject(Single(request.Query["variables"], "variables"), "variables"),
            QueriesOnly: true);
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            JsonUnicode.Check(body.Span);
            return JsonDocument.Parse(body);
        }
        catch (JsonException error)
        {
            throw new BadRequestException($"The body is not valid JSON: {error.Message}");
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
