using System.Net.Http.Json;
using System.Text.Json;

namespace Shop.Tests.Infrastructure;

/// <summary>Subscribes by Server-Sent Events, with nothing but an HttpClient.</summary>
internal sealed class EventStreamClient : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;

    private EventStreamClient(HttpResponseMessage response, Stream body) =>
        (_response, _lines) = (response, new StreamReader(body));

    public static async Task<EventStreamClient> SubscribeAsync(HttpClient http, string query, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql");
        request.Content = JsonContent.Create(new { query });
        request.Headers.Add("Accept", "text/event-stream");
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        }

        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Timeout);

        return new EventStreamClient(response, await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync());
    }

    /// <summary>The next response; null when the stream is complete.</summary>
    public async Task<JsonElement?> NextAsync()
    {
        while (true)
        {
            switch (await _lines.ReadLineAsync().WaitAsync(Timeout))
            {
                case "event: next":
                    var data = await _lines.ReadLineAsync().WaitAsync(Timeout);

                    return JsonElement.Parse(data!["data: ".Length..]);
                case "event: complete":
                    return null;
                case null:
                    throw new EndOfStreamException("The stream ended without completion.");
            }
        }
    }

    /// <summary>The data of the next response, which must have no errors.</summary>
    public async Task<JsonElement> NextDataAsync()
    {
        var next = await NextAsync();
        Assert.True(next is { } response && !response.TryGetProperty("errors", out _), $"{next}");

        return next.Value.GetProperty("data");
    }

    /// <summary>The only error of the next response, which must be the last.</summary>
    public async Task<JsonElement> LastErrorAsync()
    {
        var next = await NextAsync();
        Assert.True(next is { } response && response.TryGetProperty("errors", out _), $"{next}");
        Assert.Null(await NextAsync());

        return Assert.Single(next.Value.GetProperty("errors").EnumerateArray());
    }

    public void Dispose()
    {
        _lines.Dispose();
        _response.Dispose();
    }
}
