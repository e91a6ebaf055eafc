using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace Shop.Tests.ServiceDefaults;

[Collection(nameof(ProbeProcess))]
public sealed class BrokenConfigurationTests
{
    private static readonly (string, string?)[] Valid =
    [
        ("ConnectionStrings__probe-db", "Host=127.0.0.1;Port=1;Username=a;Password=hunter2;Database=b"),
    ];

    [Theory]
    [InlineData("ConnectionStrings__probe-db", "", "ConnectionStrings:probe-db")]
    [InlineData("ConnectionStrings__probe-db", "Host=a;Passwrod=hunter2;Database=b", "ConnectionStrings:probe-db")]
    [InlineData("ConnectionStrings__probe-db", "Host=a;Port=x;Password=hunter2", "ConnectionStrings:probe-db")]
    [InlineData("ConnectionStrings__probe-db", "postgres://a:hunter2@b/c", "ConnectionStrings:probe-db")]
    [InlineData("ConnectionStrings__probe-db", "Host=a;Password=hunter2", "ConnectionStrings:probe-db")]
    [InlineData("ConnectionStrings__postgres", "postgres://a:hunter2@b/c", "ConnectionStrings:postgres")]
    [InlineData("ConnectionStrings__postgres", "Username=a;Password=hunter2", "ConnectionStrings:postgres")]
    [InlineData("SecretsDirectory", "/nowhere/at/all", "SecretsDirectory")]
    [InlineData("ASPNETCORE_URLS", "htp://127.0.0.1:0", "urls")]
    [InlineData("ASPNETCORE_URLS", "127.0.0.1", "urls")]
    [InlineData("ASPNETCORE_URLS", "http://127.0.0.1:99999", "urls")]
    [InlineData("ASPNETCORE_URLS", "http://192.0.2.1:8080", "urls")]
    [InlineData("Kestrel__Endpoints__grpc__Url", "nowhere", "Kestrel:Endpoints:grpc:Url")]
    [InlineData("services__users__grpc__0", "http//users:80", "services:users:grpc:0")]
    [InlineData("services__users__grpc__0", "ftp://users", "services:users:grpc:0")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317", "OTEL_EXPORTER_OTLP_ENDPOINT")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "smoke", "OTEL_EXPORTER_OTLP_PROTOCOL")]
    [InlineData("Metrics__Port", "0", "Metrics:Port")]
    [InlineData("Metrics__Port", "65536", "Metrics:Port")]
    [InlineData("Metrics__Port", "-1", "Metrics:Port")]
    [InlineData("Metrics__Port", "http", "Metrics:Port")]
    [InlineData("AccessTokens__ClockSkew", "soon", "AccessTokens:ClockSkew")]
    [InlineData("AccessTokens__Issuer", "", "Issuer")]
    [InlineData("Logging__LogLevel__Default", "Loud", "Logging")]
    [InlineData("Aspire__Npgsql__EntityFrameworkCore__PostgreSQL__CommandTimeout", "long", "CommandTimeout")]
    public async Task Broken_configuration_ends_in_one_line_that_names_the_setting(
        string variable, string value, string setting)
    {
        await using var probe = ProbeProcess.Start([.. Valid, (variable, value)]);

        await AssertFailedAsync(probe, setting);
    }

    [Fact]
    public async Task Metrics_at_what_is_no_address_end_in_one_line()
    {
        await using var probe = ProbeProcess.Start(
            [.. Valid, ("Metrics__Port", "9464"), ("Metrics__Address", "localhost")]);

        await AssertFailedAsync(probe, "Metrics:Address");
    }

    [Theory]
    [InlineData("ASPNETCORE_URLS", "http://127.0.0.1:1;http://127.0.0.1:9464", "urls")]
    [InlineData("ASPNETCORE_HTTP_PORTS", "8080;9464", "http_ports")]
    [InlineData("ASPNETCORE_HTTPS_PORTS", "9464", "https_ports")]
    [InlineData("Kestrel__Endpoints__grpc__Url", "http://*:9464", "Kestrel:Endpoints:grpc:Url")]
    public async Task Metrics_at_a_port_that_is_served_otherwise_end_in_one_line(
        string variable, string value, string setting)
    {
        await using var probe = ProbeProcess.Start([.. Valid, ("Metrics__Port", "9464"), (variable, value)]);

        await AssertFailedAsync(
            probe, $"'Metrics:Port' is 9464, where the service answers already by '{setting}'");
    }

    [Fact]
    public async Task Metrics_at_a_port_in_use_end_in_one_line()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = (IPEndPoint)listener.LocalEndpoint;

        await using var probe = ProbeProcess.Start(
            [.. Valid, ("Metrics__Port", $"{address.Port}"), ("Metrics__Address", "127.0.0.1")]);

        await AssertFailedAsync(probe, $"{address}: address already in use");
    }

    [Theory]
    [InlineData("")]
    [InlineData("guest:hunter2@localhost")]
    [InlineData("http://guest:hunter2@localhost")]
    public async Task A_service_without_the_address_of_its_broker_ends_in_one_line(string address)
    {
        await using var users = ProbeProcess.Start(
            Assembly.Load("Shop.Users"),
            [
                ("ConnectionStrings__users-db", "Host=127.0.0.1;Port=1;Username=a;Password=hunter2;Database=b"),
                ("ConnectionStrings__messaging", address),
            ]);

        await AssertFailedAsync(users, "ConnectionStrings:messaging");
    }

    [Fact]
    public async Task A_port_in_use_ends_in_one_line()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        await using var probe = ProbeProcess.Start([.. Valid, ("ASPNETCORE_URLS", $"http://{listener.LocalEndpoint}")]);

        await AssertFailedAsync(probe, $"{listener.LocalEndpoint}: address already in use");
    }

    [Fact]
    public async Task An_unknown_argument_ends_in_one_line()
    {
        await using var probe = ProbeProcess.Start(Valid, "migrat");

        await AssertFailedAsync(probe, "'migrat'");
    }

    [Fact]
    public async Task A_command_is_not_given_more_than_it_takes()
    {
        await using var probe = ProbeProcess.Start(Valid, "migrate", "backwards");

        var (exitCode, _, error) = await probe.EndAsync();

        Assert.Equal(2, exitCode);
        Assert.Equal("Unrecognized command or argument 'backwards'. Try --help.\n", error);
    }

    [Fact]
    public async Task Help_lists_the_commands()
    {
        await using var probe = ProbeProcess.Start(Valid, "--help");

        var (exitCode, output, error) = await probe.EndAsync();

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Matches(@"migrate +Brings the database up to date\.", output);
    }

    [Fact]
    public async Task Help_of_a_command_does_not_run_it()
    {
        await using var probe = ProbeProcess.Start(Valid, "migrate", "--help");

        var (exitCode, output, error) = await probe.EndAsync();

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("Brings the database up to date.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrating_a_database_that_cannot_be_reached_ends_in_one_line()
    {
        await using var probe = ProbeProcess.Start(Valid, "migrate");

        await AssertFailedAsync(probe, "'b'");
    }

    private static async Task AssertFailedAsync(ProbeProcess probe, string named)
    {
        var (exitCode, output, error) = await probe.EndAsync();

        Assert.Equal(1, exitCode);
        Assert.DoesNotContain("Exception", output, StringComparison.Ordinal);
        Assert.Contains(named, Assert.Single(error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error, StringComparison.Ordinal);
    }
}
