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
        if (accept.Count == 0)
        {
            return GraphQLResponse;
        }

        if (accept.Count == 1 && accept[0] is "application/json" or "application/graphql-response+json" or "*/*")
        {
            return accept[0] == "application/graphql-response+json" ? GraphQLResponse : Json;
        }

        if (!MediaTypeHeaderValue.TryParseList(accept, out var accepted))
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

    /// <summary>Whether the body is JSON in UTF-8.</summary>
    public static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase));

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
