using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Defaults.Tests;

public sealed class ServiceDiscoveryTests
{
    [Theory]
    [InlineData("http://catalog/items?x=1", "http://127.0.0.1:5001/items?x=1")]
    [InlineData("https://catalog/items", "https://127.0.0.1:5002/items")]
    [InlineData("https+http://catalog/items", "https://127.0.0.1:5002/items")]
    [InlineData("http+https://catalog/items", "http://127.0.0.1:5001/items")]
    [InlineData("https+http://plain/", "http://127.0.0.1:5003/")]
    [InlineData("http://_admin.catalog/", "http://127.0.0.1:5004/")]
    [InlineData("https+http://_admin.catalog/", "http://127.0.0.1:5004/")]
    [InlineData("http://bare/", "http://10.0.0.1:80/")]
    [InlineData("http://example.com:8080/x", "http://example.com:8080/x")]
    [InlineData("https+http://example.com/x", "https://example.com/x")]
    public async Task An_address_becomes_that_of_the_configured_endpoint(string address, string expected)
    {
        var (client, handler) = Create(new Dictionary<string, string?>
        {
            ["services:catalog:http:0"] = "http://127.0.0.1:5001",
            ["services:catalog:https:0"] = "https://127.0.0.1:5002",
            ["services:catalog:admin:0"] = "http://127.0.0.1:5004",
            ["services:plain:http:0"] = "http://127.0.0.1:5003",
            ["services:bare:http:0"] = "10.0.0.1:80",
        });

        await client.GetAsync(new Uri(address));

        Assert.Equal(new Uri(expected), Assert.Single(handler.Addresses));
    }

    [Fact]
    public async Task Addresses_are_taken_in_turn()
    {
        var (client, handler) = Create(new Dictionary<string, string?>
        {
            ["services:catalog:http:0"] = "http://127.0.0.1:1",
            ["services:catalog:http:1"] = "http://127.0.0.1:2",
        });

        for (var i = 0; i < 4; i++)
        {
            await client.GetAsync(new Uri($"http://catalog/{i}"));
        }

        Assert.Equal([1, 2, 1, 2], handler.Addresses.Select(address => address.Port));
    }

    [Fact]
    public async Task A_change_of_the_configuration_counts_from_the_next_request_on()
    {
        var configuration = new ConfigurationManager { ["services:catalog:http:0"] = "http://127.0.0.1:1" };
        var (client, handler) = Create(configuration);
        await client.GetAsync(new Uri("http://catalog/"));

        configuration["services:catalog:http:0"] = "http://127.0.0.1:2";
        ((IConfigurationRoot)configuration).Reload();
        await client.GetAsync(new Uri("http://catalog/"));

        Assert.Equal([1, 2], handler.Addresses.Select(address => address.Port));
    }

    [Theory]
    [InlineData("http://_missing.catalog/", "_missing")]
    [InlineData("http://catalog/", "services:catalog:http")]
    public async Task An_endpoint_that_cannot_be_resolved_is_named(string address, string named)
    {
        var (client, _) = Create(new Dictionary<string, string?> { ["services:catalog:http:0"] = "http://:x" });

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => client.GetAsync(new Uri(address)));

        Assert.Contains(named.TrimStart('_'), exception.Message, StringComparison.Ordinal);
    }

    private static (HttpClient Client, FakeHandler Handler) Create(Dictionary<string, string?> settings) =>
        Create(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());

    private static (HttpClient Client, FakeHandler Handler) Create(IConfiguration configuration)
    {
        var handler = new FakeHandler(_ => new HttpResponseMessage());
        var services = new ServiceCollection().AddSingleton(configuration);
        services.ConfigureHttpClientDefaults(http => http.AddServiceDiscovery());
        services.AddHttpClient("test").ConfigurePrimaryHttpMessageHandler(() => handler);
        return (services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>().CreateClient("test"), handler);
    }
}
