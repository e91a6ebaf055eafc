using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace HotChocolate.AspNetCore;

/// <summary>Chooses the response's media type: GraphQL over HTTP, section 6.1.</summary>
internal static class MediaTypes
{
    public const string GraphQLResponse = "application/graphql-response+json; charset=utf-8";
    public const string Json = "application/json; charset=utf-8";

    private const string ModernType = "application/graphql-response+json";

    /// <summary>
    /// The media type to answer in, or null when the client accepts none that there is. Who says nothing gets the
    /// specification's own type, as it asks since 2025; who takes anything at all gets what every JSON client knows.
    /// </summary>
    public static string? Negotiate(HttpRequest request)
    {
        var accept = request.Headers.Accept;
        if (accept.Count == 1 && accept[0] is "application/json" or "application/graphql-response+json" or "*/*")
        {
            return accept[0] == "application/graphql-response+json" ? GraphQLResponse : Json;
        }

        if (accept.All(string.IsNullOrWhiteSpace))
        {
            return GraphQLResponse;
        }

        if (!MediaTypeHeaderValue.TryParseList(accept, out var accepted)
            && !MediaTypeHeaderValue.TryParseList([.. accept.Select(CompleteWildcards)], out accepted))
        {
            return null;
        }

        var modern = Quality(accepted, ModernType);
        var legacy = Quality(accepted, "application/json");
        var isMeant = accepted.Any(range => !range.MatchesAllTypes && Matches(range, ModernType));

        return modern <= 0 && legacy <= 0 ? null
            : modern > legacy || (modern == legacy && isMeant) ? GraphQLResponse
            : Json;
    }

    /// <summary>Whether a browser asks for a page.</summary>
    public static bool AcceptsHtml(HttpRequest request) =>
        MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted)
        && accepted.Any(range => range.MediaType == "text/html" && range.Quality != 0);

    /// <summary>
    /// Whether the body is JSON in UTF-8. Clients leave parameters empty, or call the charset utf8: what they mean is
    /// clear all the same.
    /// </summary>
    public static bool IsJson(HttpRequest request)
    {
        var value = request.ContentType.AsSpan();
        var isType = true;
        foreach (var range in value.Split(';'))
        {
            var part = value[range].Trim();
            var isRight = isType
                ? part.Equals("application/json", StringComparison.OrdinalIgnoreCase)
                : NamesNoOtherCharset(part);
            if (!isRight)
            {
                return false;
            }

            isType = false;
        }

        return true;
    }

    private static bool NamesNoOtherCharset(ReadOnlySpan<char> parameter)
    {
        const string name = "charset=";
        if (!parameter.StartsWith(name, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var charset = parameter[name.Length..].Trim('"');

        return charset.IsEmpty
            || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            || charset.Equals("utf8", StringComparison.OrdinalIgnoreCase);
    }

    // Clients that are older than RFC 2068 say * for */*.
    private static string CompleteWildcards(string? accept) => string.Join(
        ',',
        (accept ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(range => range == "*" || range.StartsWith("*;", StringComparison.Ordinal) ? $"*/{range}" : range));

    // The most specific range decides: RFC 9110, section 12.5.1.
    private static double Quality(IEnumerable<MediaTypeHeaderValue> accepted, string mediaType)
    {
        var matching = accepted
            .Where(range => Matches(range, mediaType))
            .OrderBy(range => range.MatchesAllTypes ? 2 : range.MatchesAllSubTypes ? 1 : 0);

        return matching.FirstOrDefault() is { } range ? range.Quality ?? 1 : 0;
    }

    private static bool Matches(MediaTypeHeaderValue range, string mediaType) =>
        range.MatchesAllTypes
        || (range.MatchesAllSubTypes && range.Type == "application")
        || range.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase);
}
