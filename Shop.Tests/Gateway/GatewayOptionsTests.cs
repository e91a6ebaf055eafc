using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Shop.Gateway;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.Gateway;

/// <summary>The gateway with other settings than the defaults.</summary>
public sealed class GatewayOptionsTests : IDisposable
{
    private const string Query = "{ products { name } }";

    private readonly string _operations = Directory.CreateTempSubdirectory("operations").FullName;

    public void Dispose() => Directory.Delete(_operations, recursive: true);

    [Fact]
    public async Task In_production_the_schema_is_for_administrators_and_there_is_no_ide()
    {
        await using var app = await GatewayApp.StartWithAsync(("environment", "Production"));
        const string introspection = "{ __schema { queryType { name } } }";

        var (anybody, _) = await PostAsync(app, new { query = introspection });
        var (customer, refused) = await PostAsync(
            app, new { query = introspection }, app.Tokens.Customer(Guid.NewGuid()));
        var (administrator, schema) = await PostAsync(
            app, new { query = introspection }, app.Tokens.Administrator(Guid.NewGuid()));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (anybody, customer));
        Assert.Contains("HC0046", refused, StringComparison.Ordinal);
        Assert.Equal(
            (HttpStatusCode.OK, """{"data":{"__schema":{"queryType":{"name":"Query"}}}}"""), (administrator, schema));
        Assert.Equal(HttpStatusCode.NotFound, await StatusOfPageAsync(app, "/"));
        Assert.Equal(HttpStatusCode.NotAcceptable, await StatusOfPageAsync(app, "/graphql"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusOfPageAsync(app, "/graphql?sdl"));
        Assert.Equal(
            HttpStatusCode.OK,
            await StatusOfPageAsync(app, "/graphql?sdl", app.Tokens.Administrator(Guid.NewGuid())));
    }

    [Fact]
    public async Task More_operations_than_may_run_and_wait_are_told_to_come_again()
    {
        await using var app = await GatewayApp.StartWithAsync(
            ("GraphQL:MaxConcurrentOperations", "1"), ("GraphQL:MaxQueuedOperations", "0"));
        var calls = app.Services.Products.Calls;
        calls.Hangs = true;
        using var left = new CancellationTokenSource();

        var running = app.Client.PostAsJsonAsync("/graphql", new { query = Query }, left.Token);
        await calls.Begun.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        var (status, body) = await PostAsync(app, new { query = Query });
        calls.Hangs = false;
        await left.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await calls.GivenUp.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("\"code\":\"SERVICE_UNAVAILABLE\"", body, StringComparison.Ordinal);
        Assert.Single(calls.Of<Shop.Contracts.Products.V1.GetProductsRequest>());
    }

    [Fact]
    public async Task Operations_over_a_socket_count_to_those_that_may_run()
    {
        await using var app = await GatewayApp.StartWithAsync(("GraphQL:MaxConcurrentOperations", "1"));
        var calls = app.Services.Products.Calls;
        calls.Hangs = true;
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var left = new CancellationTokenSource();
        using var socket = new SocketClient(await app.ConnectAsync(timeout.Token));
        await socket.SendAsync(new { type = "connection_init" });
        await socket.ReceiveAsync();

        var running = app.Client.PostAsJsonAsync("/graphql", new { query = Query }, left.Token);
        await calls.Begun.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        calls.Hangs = false;
        await socket.SendAsync(new { id = "1", type = "subscribe", payload = new { query = Query } });
        var answer = socket.NextAsync();
        await Assert.ThrowsAsync<TimeoutException>(
            () => answer.WaitAsync(TimeSpan.FromMilliseconds(500), TestContext.Current.CancellationToken));
        await left.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        Assert.Equal("""{"data":{"products":[]}}""", (await answer).GetRawText());
    }

    [Fact]
    public async Task Trusted_documents_are_the_only_ones_that_are_executed()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_operations, "products.graphql"), Query, TestContext.Current.CancellationToken);
        await using var app = await GatewayApp.StartWithAsync(
            ("GraphQL:PersistedOperations", "Trusted"), ("GraphQL:OperationsDirectory", _operations));

        var (refused, error) = await PostAsync(app, new { query = Query });
        var (executed, answer) = await PostAsync(app, new { id = "products" });

        Assert.Equal(HttpStatusCode.BadRequest, refused);
        Assert.Contains("HC0067", error, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, """{"data":{"products":[]}}"""), (executed, answer));
    }

    [Fact]
    public async Task Automatic_documents_are_stored_by_their_hash()
    {
        await using var app = await GatewayApp.StartWithAsync(("GraphQL:PersistedOperations", "Automatic"));
        var sha256Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Query)));
        var extensions = new { persistedQuery = new { version = 1, sha256Hash } };

        var (_, missing) = await PostAsync(app, new { extensions });
        await PostAsync(app, new { query = Query, extensions });
        var (_, found) = await PostAsync(app, new { extensions });

        Assert.Contains("PersistedQueryNotFound", missing, StringComparison.Ordinal);
        Assert.Equal("""{"data":{"products":[]}}""", found);
    }

    [Fact]
    public void Names_the_setting_whose_value_is_out_of_bounds()
    {
        var options = new GraphQLOptions { MaxConcurrentOperations = 0 };
        var results = new List<ValidationResult>();

        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);

        Assert.Equal(
            "GraphQL:MaxConcurrentOperations must be between 1 and 100000.", Assert.Single(results).ErrorMessage);
    }

    [Theory]
    [InlineData("10.0.0.1", true)]
    [InlineData("10.0.0.0/8", true)]
    [InlineData("::1", true)]
    [InlineData("fd00::/8", true)]
    [InlineData("proxy", false)]
    [InlineData("10.0.0.0/33", false)]
    public void Names_a_proxy_that_is_no_address(string proxy, bool isValid)
    {
        var options = new GraphQLOptions { KnownProxies = [proxy] };
        var results = new List<ValidationResult>();

        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);

        Assert.Equal(
            isValid ? [] : [$"GraphQL:KnownProxies '{proxy}' is neither an address nor a network."],
            results.Select(result => result.ErrorMessage!));
    }

    private static async Task<HttpStatusCode> StatusOfPageAsync(GatewayApp app, string path, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        using var response = await app.Client.SendAsync(request);

        return response.StatusCode;
    }

    private static async Task<(HttpStatusCode Status, string Body)> PostAsync(
        GatewayApp app, object body, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(body) };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        using var response = await app.Client.SendAsync(request);

        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
