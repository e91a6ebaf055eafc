using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Metrics;
using Shop.ServiceDefaults;
using Shop.ServiceDefaults.Telemetry;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.ServiceDefaults;

[Collection(nameof(ProbeProcess))]
public sealed class MetricsTests
{
    [Fact]
    public async Task Metrics_are_read_at_their_port_and_nothing_else_is()
    {
        var port = LoopbackPort.FindFree();
        await using var probe = ProbeProcess.Start(Settings(port));
        await probe.UntilAliveAsync();

        await AssertApartAsync(probe.Client, port);
    }

    [Fact]
    public async Task Metrics_are_read_beside_endpoints_of_Kestrel_and_ports_of_an_image()
    {
        var (http, port) = (LoopbackPort.FindFree(), LoopbackPort.FindFree());
        await using var probe = ProbeProcess.Start(
            [
                .. Settings(port),
                ("ASPNETCORE_URLS", ""),
                ("ASPNETCORE_HTTP_PORTS", "8080"),
                ("Kestrel__Endpoints__http__Url", $"http://127.0.0.1:{http}"),
            ]);
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{http}") };
        await Eventually.SucceedsAsync(
            async () => (await client.GetAsync(new Uri("/alive", UriKind.Relative))).EnsureSuccessStatusCode(),
            "the probe service");

        await AssertApartAsync(client, port);
    }

    [Fact]
    public void Without_a_port_nothing_is_collected_and_nothing_listens()
    {
        var builder = InProcess.CreateBuilder();
        builder.AddServiceDefaults();

        Assert.DoesNotContain(builder.Services, service => service.ImplementationType == typeof(MetricsEndpoint));
        Assert.DoesNotContain(builder.Services, service => service.ServiceType == typeof(MeterProvider));
    }

    [Theory]
    [InlineData("1", null, null, 1)]
    [InlineData("65535", "", null, 65535)]
    [InlineData("9464", "127.0.0.1", "127.0.0.1", 9464)]
    [InlineData("9464", "::1", "::1", 9464)]
    public void The_endpoint_is_where_the_settings_say(string port, string? address, string? expected, int number)
    {
        var configuration = new ConfigurationManager { ["Metrics:Port"] = port, ["Metrics:Address"] = address };

        Assert.Equal(
            new MetricsAddress(expected is null ? null : IPAddress.Parse(expected), number),
            MetricsAddress.Read(configuration));
    }

    private static (string, string?)[] Settings(int port) =>
    [
        ("ConnectionStrings__probe-db", "Host=127.0.0.1;Port=1;Username=a;Database=b"),
        ("Metrics__Port", port.ToString(CultureInfo.InvariantCulture)),
        ("Metrics__Address", "127.0.0.1"),
    ];

    private static async Task AssertApartAsync(HttpClient service, int port)
    {
        using var metrics = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        var served = $"{service.BaseAddress!.Authority}";

        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(service, "/metrics")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(service, "/metrics", host: $"127.0.0.1:{port}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(service, "/alive", host: $"127.0.0.1:{port}")).Status);
        foreach (var path in new[] { "/", "/alive", "/health", "/metrics/", "/metrics/all", "/graphql" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(metrics, path)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(metrics, path, host: served)).Status);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(metrics, "/metrics", HttpMethod.Post)).Status);
        var (status, text) = await SendAsync(metrics, "/metrics");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("dotnet_process_memory_working_set_bytes{", text, StringComparison.Ordinal);

        // What was asked for above: of the service, and not of the metrics, which are none of its requests.
        Assert.Contains("http_route=\"/alive\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain($"server_port=\"{port}\"", text, StringComparison.Ordinal);
        Assert.DoesNotMatch("http_server_request_duration_seconds_count.*POST", text);
    }

    private static async Task<(HttpStatusCode Status, string Text)> SendAsync(
        HttpClient client, string path, HttpMethod? method = null, string? host = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        request.Headers.Host = host;
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
