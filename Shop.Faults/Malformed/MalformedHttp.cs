using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Shop.Faults.Malformed;

/// <summary>Requests to the gateway: most with a spoilt body, some with spoilt headers, methods and paths.</summary>
internal sealed class MalformedHttp(HttpMessageInvoker http, Uri gateway, string token) : MalformedSender("HTTP")
{
    private static readonly HttpMethod[] Methods =
        [HttpMethod.Get, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Options, HttpMethod.Head, new("QUERY")];

    private static readonly string[] Types =
    [
        "application/graphql+json", "text/plain", "multipart/form-data; boundary=x", "application/json; charset=utf-16",
        "",
    ];

    private static readonly string[] Accepts =
    [
        "application/json", "application/graphql-response+json", "text/event-stream", "multipart/mixed", "*/*",
        "text/html", "application/json; q=0",
    ];

    public override async Task<Reply> SendAsync(Mutator mutator, CancellationToken cancellationToken)
    {
        var sent = mutator.OneIn(20) ? mutator.Pick(RightRequests.Bodies) : mutator.Spoil(RightRequests.Bodies);
        using var request = new HttpRequestMessage(
            mutator.OneIn(10) ? mutator.Pick(Methods) : HttpMethod.Post, Address(mutator, sent));
        if (request.Method == HttpMethod.Post || request.Method == HttpMethod.Put)
        {
            request.Content = new ByteArrayContent(sent);
            request.Content.Headers.TryAddWithoutValidation(
                "Content-Type", mutator.OneIn(10) ? mutator.Pick(Types) : "application/json");
        }

        request.Headers.TryAddWithoutValidation(
            "Accept", mutator.OneIn(4) ? mutator.Pick(Accepts) : "application/json");
        AddCredential(request.Headers, mutator);

        using var response = await http.SendAsync(request, cancellationToken);
        var text = await ReadAsync(response, cancellationToken);
        var status = response.StatusCode;
        var wrong = status >= HttpStatusCode.InternalServerError && status != HttpStatusCode.ServiceUnavailable
            ? $"{(int)status}: {text}"
            : text.Contains("\"INTERNAL\"", StringComparison.Ordinal) || TellsOfException(text) ? text
            : null;

        return new Reply($"{(int)status}", wrong, sent);
    }

    private Uri Address(Mutator mutator, byte[] sent) => mutator.Random.Next(20) switch
    {
        0 => new Uri(gateway, $"/graphql?query={Uri.EscapeDataString(Encoding.Latin1.GetString(sent))}"),
        1 => new Uri(gateway, "/graphql?sdl"),
        2 => new Uri(gateway, $"/{Uri.EscapeDataString(mutator.SpoilHeader("graphql"))}"),
        3 => new Uri(gateway, "/query"),
        _ => new Uri(gateway, "/graphql"),
    };

    private void AddCredential(HttpRequestHeaders headers, Mutator mutator)
    {
        if (mutator.OneIn(2))
        {
            var right = $"Bearer {token}";
            headers.TryAddWithoutValidation("Authorization", mutator.OneIn(2) ? right : mutator.SpoilHeader(right));
        }
    }

    // A stream of events that has begun well ends when nobody reads it.
    private static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentType?.MediaType != "text/event-stream")
        {
            return await response.Content.ReadAsStringAsync(cancellationToken);
        }

        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var begin = new byte[16 * 1024];

        return Encoding.UTF8.GetString(begin, 0, await stream.ReadAsync(begin, cancellationToken));
    }
}
