using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Shop.Tests.Infrastructure;

/// <summary>GraphQL over HTTP with nothing but an HttpClient.</summary>
public sealed class GraphQLClient(HttpClient http, string? token)
{
    public HttpClient Http => http;

    public string? Token => token;

    public GraphQLClient WithToken(string? accessToken) => new(http, accessToken);

    public async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(
        string query, object? variables = null, string path = "/graphql", string scheme = "Bearer ")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = JsonContent.Create(new { query, variables });
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/graphql-response+json"));
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", scheme + token);
        }

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

        return (response.StatusCode, body);
    }

    /// <summary>The data of an operation that must succeed.</summary>
    public async Task<JsonElement> DataAsync(string query, object? variables = null, string path = "/graphql")
    {
        var (status, body) = await PostAsync(query, variables, path);
        Assert.False(body.TryGetProperty("errors", out var errors), $"{query}: {errors}");
        Assert.Equal(HttpStatusCode.OK, status);

        return body.GetProperty("data");
    }

    /// <summary>The first error of an operation that must fail.</summary>
    public async Task<JsonElement> ErrorAsync(string query, object? variables = null)
    {
        var (_, body) = await PostAsync(query, variables);
        Assert.True(body.TryGetProperty("errors", out var errors), $"{query}: {body}");

        return errors[0];
    }

    /// <summary>The stable code of the first error.</summary>
    public async Task<string?> ErrorCodeAsync(string query, object? variables = null) =>
        (await ErrorAsync(query, variables)).GetProperty("extensions").GetProperty("code").GetString();
}
