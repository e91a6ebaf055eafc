using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Shop.Contracts;
using Shop.Contracts.Events;
using Shop.Messaging;
using Shop.ServiceDefaults.Database;

namespace Shop.Tests.Messaging;

/// <summary>A running service with messaging, as Program.cs would build it.</summary>
internal sealed class MessagingHost : IAsyncDisposable
{
    private const string DatabaseName = "test-db";

    private readonly IHost _host;

    private MessagingHost(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    public MessagingState State => Services.GetRequiredService<MessagingState>();

    /// <summary>What the shop's own code has warned of.</summary>
    public IEnumerable<string> Warnings => Services.GetFakeLogCollector().GetSnapshot()
        .Where(record => record.Category?.StartsWith("Shop.", StringComparison.Ordinal) == true)
        .Select(record => record.Message);

    public ConsumerScript Script => Services.GetRequiredService<ConsumerScript>();

    /// <summary>A service that only publishes; no sweep helps it, so what is relayed was woken by the commit.</summary>
    public static Task<MessagingHost> PublisherAsync(string database, string broker) =>
        StartAsync(ResourceNames.Users, database, broker, _ => { }, ["Messaging:SweepInterval=00:05:00"]);

    /// <summary>A service that consumes ORDER_PLACED and gives up after two quick redeliveries.</summary>
    public static Task<MessagingHost> ConsumerAsync(string database, string broker, params string[] settings) =>
        StartAsync(
            ResourceNames.Products,
            database,
            broker,
            messaging => messaging
                .AddConsumer<OrderPlaced, RecordingConsumer>()
                .AddConsumer<OrderCancelled, CancellationConsumer>(),
            ["Messaging:RedeliveryDelay=00:00:00.020", "Messaging:Redeliveries=2", .. settings]);

    public static async Task<MessagingHost> StartAsync(
        string service,
        string database,
        string broker,
        Action<MessagingBuilder<MessagingContext>> consume,
        IEnumerable<string> settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddCommandLine(
            [
                $"ConnectionStrings:messaging={broker}", $"ConnectionStrings:{DatabaseName}={database}",
                "Messaging:MaxBackOff=00:00:00.500", .. settings,
            ]);
        builder.Logging.AddFakeLogging().SetMinimumLevel(LogLevel.Warning);
        builder.AddDatabase<MessagingContext>(DatabaseName);
        builder.Services.AddSingleton<ConsumerScript>();
        consume(builder.AddMessaging<MessagingContext>(service));

        var host = builder.Build();
        await host.StartAsync();

        return new MessagingHost(host);
    }

    /// <summary>Runs a unit of work on a context of its own.</summary>
    public async Task<T> WithContextAsync<T>(Func<MessagingContext, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();

        return await work(scope.ServiceProvider.GetRequiredService<MessagingContext>());
    }

    public Task<int> PublishAsync(params OrderPlaced[] events) => WithContextAsync(context =>
    {
        foreach (var message in events)
        {
            context.Publish(message);
        }

        return context.SaveChangesAsync();
    });

    public Task<int> CountAsync<T>()
        where T : class =>
        WithContextAsync(context => context.Set<T>().CountAsync());

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
