using Aspire.RabbitMQ.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Shop.Tests.Infrastructure;

namespace Defaults.Tests;

public sealed class RabbitMQClientTests(RabbitMqFixture rabbitMq) : IClassFixture<RabbitMqFixture>
{
    private const string Nowhere = "amqp://guest:guest@127.0.0.1:1";
    private const string Retries = "Aspire:RabbitMQ:Client:MaxConnectRetryCount";

    [Fact]
    public void Defaults_are_the_documented_ones()
    {
        var settings = new RabbitMQClientSettings();

        Assert.Equal(5, settings.MaxConnectRetryCount);
        Assert.False(settings.DisableHealthChecks);
        Assert.False(settings.DisableTracing);
    }

    [Fact]
    public async Task One_connection_is_shared_and_made_when_it_is_asked_for()
    {
        var created = 0;
        using var host = Build(rabbitMq.ConnectionString, configureFactory: _ => created++);
        Assert.Equal(0, created);

        var connection = host.Services.GetRequiredService<IConnection>();
        await using var channel = await connection.CreateChannelAsync();

        Assert.True(channel.IsOpen);
        Assert.Same(connection, host.Services.GetRequiredService<IConnection>());
        Assert.Equal(1, created);
    }

    [Fact]
    public void The_factory_takes_settings_from_its_own_section()
    {
        using var host = Build(Nowhere, ("Aspire:RabbitMQ:Client:ConnectionFactory:ClientProvidedName", "me"));

        Assert.Equal("me", host.Services.GetRequiredService<IConnectionFactory>().ClientProvidedName);
    }

    [Fact]
    public void A_broker_that_cannot_be_reached_is_an_exception_after_the_last_retry()
    {
        using var host = Build(Nowhere, (Retries, "1"));

        Assert.Throws<BrokerUnreachableException>(() => host.Services.GetRequiredService<IConnection>());
    }

    [Fact]
    public void A_missing_connection_string_is_named()
    {
        using var host = Build(connectionString: null);

        var exception = Assert.Throws<InvalidOperationException>(() => host.Services.GetRequiredService<IConnection>());

        Assert.Contains("ConnectionStrings:test-mq", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_health_check_follows_the_broker()
    {
        using var healthy = Build(rabbitMq.ConnectionString);
        using var unhealthy = Build(Nowhere, (Retries, "0"));

        Assert.Equal(HealthStatus.Healthy, await HealthAsync(healthy));
        Assert.Equal(HealthStatus.Unhealthy, await HealthAsync(unhealthy));
    }

    private static IHost Build(string? connectionString, params (string Key, string? Value)[] settings) =>
        Build(connectionString, configureFactory: null, settings);

    private static IHost Build(
        string? connectionString,
        Action<ConnectionFactory>? configureFactory,
        params (string Key, string? Value)[] settings)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration["ConnectionStrings:test-mq"] = connectionString;
        foreach (var (key, value) in settings)
        {
            builder.Configuration[key] = value;
        }

        builder.AddRabbitMQClient("test-mq", configureConnectionFactory: configureFactory);
        return builder.Build();
    }

    private static async Task<HealthStatus> HealthAsync(IHost host)
    {
        var report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        return report.Entries["RabbitMQ.Client"].Status;
    }
}
