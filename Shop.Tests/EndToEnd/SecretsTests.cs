using System.Diagnostics;
using System.Net.Http.Json;
using Aspire.Hosting.Testing;
using Shop.Contracts;

namespace Shop.Tests.EndToEnd;

/// <summary>
/// A secret that was put into the wrong place is in no answer, and neither are secrets in logs, traces and metrics.
/// </summary>
[Collection(ShopCollection.Name)]
public sealed class SecretsTests(ShopFixture shop)
{
    private const string Login = "mutation ($input: Login!) { login(input: $input) { token } }";
    private const string Register = "mutation ($input: NewUser!) { registerUser(input: $input) { id } }";

    [Fact]
    public async Task No_secret_is_answered_logged_or_exported()
    {
        var customer = await shop.NewCustomerAsync();
        var secret = shop.Secrets.Add($"secret{Guid.NewGuid():N}");
        using var http = shop.App.CreateHttpClient(ResourceNames.Gateway, "http");

        foreach (var (query, input) in Mistakes(secret, customer.Email))
        {
            await SendAsync(new { query, variables = new { input } }, credential: null);
        }

        await SendAsync(new { query = "{ me { id } }" }, $"Bearer {secret}");
        await SendAsync(new { query = "{ products { id } }" }, secret);
        await Eventually.TrueAsync(
            async () =>
            {
                var trace = await SendAsync(new { query = "{ products { id } }" }, $"Bearer {customer.Client.Token}");

                return shop.Telemetry.Spans.Any(span => span.TraceId == trace);
            },
            "what was exported until now");

        Assert.True(shop.Telemetry.Contains("POST /graphql"), "Nothing is exported.");
        Assert.NotEmpty(shop.Secrets.LinesOf(ResourceNames.Users));
        Assert.Empty(shop.Secrets.Leaks());

        async Task<string> SendAsync(object body, string? credential)
        {
            var trace = $"{ActivityTraceId.CreateRandom()}";
            using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql");
            request.Content = JsonContent.Create(body);
            request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
            request.Headers.TryAddWithoutValidation("Authorization", credential);
            using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.DoesNotContain(
                secret,
                await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
                StringComparison.Ordinal);

            return trace;
        }
    }

    private static IEnumerable<(string Query, object? Input)> Mistakes(string secret, string email) =>
    [
        ($"mutation {{ login(input: {{ email: \"a\", pasword: \"{secret}\" }}) {{ token }} }}", null),
        ($"mutation {{ login(input: {{ email: \"a\", password: {secret} ", null),
        ($"mutation {{ login(input: \"{secret}\") {{ token }} }}", null),
        ($"{{ product(id: \"{secret}\") {{ id }} }}", null),
        (Login, secret),
        (Login, new { email, pasword = secret }),
        (Login, new { email, password = new[] { secret } }),
        (Login, new { email, password = secret }),
        (Login, new { email = secret, password = secret }),
        (Register, new { email = secret, username = secret, type = 0, password = secret }),
        (Register, new { email, username = "Ann", type = 0, password = secret }),
        (Register, new { email = $"{secret}@shop.example", username = "Ann", type = 1, password = secret }),
        (Register, new { email, username = "Ann", type = secret, password = secret }),
    ];
}
