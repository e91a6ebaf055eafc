using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using RabbitMQ.Client;
using Shop.Contracts;
using Shop.Contracts.Events;
using Shop.Messaging.Listeners;

namespace Shop.Tests.Messaging;

public sealed class LoopStateTests : MessagingTest
{
    private const int Events = 20;

    [Fact]
    public async Task A_consumers_trouble_stays_visible_while_a_listener_is_well()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var factory = new ConnectionFactory { Uri = new Uri(Broker) };
        await using var connection = await factory.CreateConnectionAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        // The queue is there already and of another type, so that declaring it fails whenever the consumer tries.
        await channel.QueueDeclareAsync(
            TestBroker.Queue, durable: true, exclusive: false, autoDelete: false, cancellationToken: cancellationToken);
        await using var consumer = await MessagingHost.ConsumerAsync(Database, Broker);
        await Eventually.TrueAsync(() => consumer.State.Consumer.Trouble is not null, "a consumer in trouble");

        using var listener = new HealthListener(consumer.Services);
        await listener.StartAsync(cancellationToken);
        await listener.Listening.WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);
        for (var sent = 0; sent < Events; sent++)
        {
            var change = new OrderChange(Guid.CreateVersion7(), "CONFIRMED", RejectionReason: null);
            var update = new OrdersUpdated([change], DateTimeOffset.UtcNow);
            await TestBroker.PublishAsync(channel, ResourceNames.Orders, update, cancellationToken);
        }

        await Eventually.TrueAsync(() => listener.Seen.Count == Events, "all events");
        await listener.StopAsync(cancellationToken);
        Assert.All(listener.Seen, seen =>
        {
            Assert.Equal(HealthStatus.Degraded, seen.Status);
            Assert.Contains("The consumer waits: ", seen.Description, StringComparison.Ordinal);
            Assert.DoesNotContain("listener", seen.Description, StringComparison.Ordinal);
        });
    }

    /// <summary>Looks at the health of its process whenever it hears something.</summary>
    private sealed class HealthListener(IServiceProvider services)
        : EventListener<OrdersUpdated>(services, NullLogger.Instance)
    {
        private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

        private readonly HealthCheckService _health = services.GetRequiredService<HealthCheckService>();

        public Task Listening => _listening.Task;

        public ConcurrentQueue<HealthReportEntry> Seen { get; } = [];

        protected override Task OnListeningAsync(CancellationToken cancellationToken)
        {
            _listening.TrySetResult();

            return Task.CompletedTask;
        }

        protected override async Task OnEventAsync(OrdersUpdated message, CancellationToken cancellationToken)
        {
            var report = await _health.CheckHealthAsync(cancellationToken);
            Seen.Enqueue(report.Entries["messaging"]);
        }
    }
}
