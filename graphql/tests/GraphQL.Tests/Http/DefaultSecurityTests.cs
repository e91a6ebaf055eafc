using System.Net;
using System.Net.Http.Json;
using HotChocolate.AspNetCore;
using HotChocolate.Execution;
using HotChocolate.Types;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace GraphQL.Tests.Http;

/// <summary>What is limited unless it is switched off.</summary>
public sealed class DefaultSecurityTests : IAsyncLifetime
{
    private WebApplication? _app;

    public async ValueTask InitializeAsync() => _app = await GraphQLHost.StartAsync(
        builder => builder.AddTypeExtension<Family>().AddHttpRequestInterceptor<KeyInterceptor>(),
        maxRequestSize: 100_000,
        secured: true);

    public ValueTask DisposeAsync() => _app!.DisposeAsync();

    [Fact]
    public async Task Introspection_is_for_whom_the_interceptor_allows_it()
    {
        const string query = """{ __type(name: "Query") { name } }""";

        var (refused, error) = await PostAsync(query);
        var (allowed, answer) = await PostAsync(query, "Schema-Key", "open");
        var (after, _) = await PostAsync(query);

        Assert.Equal(
            (HttpStatusCode.BadRequest, HttpStatusCode.OK, HttpStatusCode.BadRequest), (refused, allowed, after));
        Assert.Equal(
            """{"errors":[{"message":"Introspection is not allowed for the current request.","extensions":"""
            + """{"field":"__type","code":"HC0046"}}]}""",
            error);
        Assert.Equal("""{"data":{"__type":{"name":"Query"}}}""", answer);
    }

    [Fact]
    public async Task The_cost_is_told_to_whom_asks_for_it()
    {
        var (_, plain) = await PostAsync("{ person { name } }");
        var (_, reported) = await PostAsync("{ person { name } }", "GraphQL-Cost", "report");
        var (_, measured) = await PostAsync("{ person { name } }", "GraphQL-Cost", "validate");

        Assert.Equal("""{"data":{"person":{"name":"Ann"}}}""", plain);
        Assert.Equal(
            """{"data":{"person":{"name":"Ann"}},"extensions":{"operationCost":{"fieldCost":1,"typeCost":2}}}""",
            reported);
        Assert.Equal("""{"extensions":{"operationCost":{"fieldCost":1,"typeCost":2}}}""", measured);
    }

    [Fact]
    public async Task An_operation_beyond_the_cost_is_refused_and_its_cost_told()
    {
        var aliases = string.Concat(Enumerable.Range(0, 101).Select(i => $"a{i}: relative {{ name }} "));

        var (status, body) = await PostAsync($"{{ {aliases} }}", "GraphQL-Cost", "report");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("HC0047", body, StringComparison.Ordinal);
        Assert.EndsWith(
            "\"extensions\":{\"operationCost\":{\"fieldCost\":1010,\"typeCost\":102}}}",
            body,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, HttpStatusCode.OK)]
    [InlineData(4, HttpStatusCode.BadRequest)]
    public async Task A_field_may_stand_on_a_path_three_times(int times, HttpStatusCode expected)
    {
        var nested = string.Concat(Enumerable.Repeat("friend { ", times));

        var (status, _) = await PostAsync($"{{ person {{ {nested} name {new string('}', times)} }} }}");

        Assert.Equal(expected, status);
    }

    [Theory]
    [InlineData("{ __schema { types { fields { type { fields { name } } } } } }", "HC0086")]
    [InlineData("{ __schema { types { fields { type { interfaces { name } } } } } }", "data")]
    public async Task A_list_of_the_introspection_may_stand_on_a_path_once(string query, string expected)
    {
        var (_, body) = await PostAsync(query, "Schema-Key", "open");

        Assert.Contains(expected, body, StringComparison.Ordinal);
    }

    private async Task<(HttpStatusCode Status, string Body)> PostAsync(
        string query, string? header = null, string? value = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query }),
        };
        if (header is not null)
        {
            request.Headers.Add(header, value);
        }

        using var response = await _app!.GetTestClient().SendAsync(request);

        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    internal sealed class KeyInterceptor : DefaultHttpRequestInterceptor
    {
        public override ValueTask OnCreateAsync(
            HttpContext context,
            IRequestExecutor requestExecutor,
            OperationRequestBuilder requestBuilder,
            CancellationToken cancellationToken)
        {
            if (context.Request.Headers["Schema-Key"] == "open")
            {
                requestBuilder.AllowIntrospection();
            }

            return base.OnCreateAsync(context, requestExecutor, requestBuilder, cancellationToken);
        }
    }

    [ExtendObjectType(OperationTypeNames.Query)]
    internal sealed class Family
    {
        public Person Person => new("Ann");

        public Task<Person> GetRelativeAsync() => Task.FromResult(Person);
    }

    internal sealed record Person(string Name)
    {
        public Person Friend => this;
    }
}
