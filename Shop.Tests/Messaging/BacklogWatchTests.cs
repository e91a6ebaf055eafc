using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Hosting;
using Shop.Contracts;
using Shop.Messaging;

namespace Shop.Tests.Messaging;

public sealed class BacklogWatchTests : MessagingTest
{
    private const string Age = "shop.messaging.outbox.age";
    private const string Messages = "shop.messaging.queue.messages";
    private const string NoBroker = "amqp://guest:guest@127.0.0.1:1";

    [Fact]
    public async Task It_tells_how_long_the_oldest_event_has_waited_also_while_the_broker_is_away()
    {
        await using var host = await StartAsync(NoBroker);

        Assert.Equal([0], await LookAsync<double>(host, Age));
        await host.PublishAsync(AnOrder());
        await Task.Delay(TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken);
        var first = Assert.Single(await LookAsync<double>(host, Age));
        await host.PublishAsync(AnOrder());
        var second = Assert.Single(await LookAsync<double>(host, Age));

        Assert.InRange(first, 0.2, 60);
        Assert.InRange(second, first, 60);
        Assert.Empty(await LookAsync<long>(host, Messages));
    }

    [Fact]
    public async Task It_tells_nothing_of_an_outbox_that_cannot_be_read()
    {
        await using var host = await StartAsync(NoBroker);
        Assert.Equal([0], await LookAsync<double>(host, Age));

        await host.WithContextAsync(
            context => context.Database.ExecuteSqlAsync($"ALTER TABLE outbox RENAME TO gone"));

        Assert.Empty(await LookAsync<double>(host, Age));
    }

    [Fact]
    public async Task It_tells_how_many_messages_wait_and_how_many_are_dead()
    {
        await using var host = await StartAsync(Broker);
        host.Script.OnConsumeAsync = static (_, _, _) => throw new InvalidOperationException("Never.");
        await using var broker = await TestBroker.ConnectAsync(Broker, ResourceNames.Products);
        await broker.SendAsync(Json(AnOrder()), Guid.NewGuid());
        await Eventually.TrueAsync(async () => await broker.CountAsync(TestBroker.DeadLetters) == 1, "a dead letter");

        await LookAsync<long>(host, Messages);
        using var collector = Collect<long>(host, Messages);
        collector.RecordObservableInstruments();

        Assert.Equal(
            [(TestBroker.DeadLetters, 1), (TestBroker.Queue, 0)],
            collector.GetMeasurementSnapshot()
                .Select(measured => ((string)measured.Tags["queue"]!, measured.Value))
                .OrderByDescending(measured => measured.Value));
    }

    [Fact]
    public async Task A_dead_letter_does_not_name_its_label()
    {
        await using var host = await StartAsync(Broker);
        using var collector = Collect<long>(host, "shop.messaging.dead_lettered");
        await using var broker = await TestBroker.ConnectAsync(Broker, ResourceNames.Products);

        await broker.SendAsync("none", Guid.NewGuid(), ("cloudEvents:type", $"made up {Guid.NewGuid()}"));
        await Eventually.TrueAsync(() => collector.GetMeasurementSnapshot().Count == 1, "a dead letter");

        Assert.Equal("unknown", Assert.Single(collector.GetMeasurementSnapshot()).Tags["event"]);
    }

    [Fact]
    public async Task Where_nobody_reads_metrics_nobody_looks()
    {
        await using var host = await MessagingHost.ConsumerAsync(Database, NoBroker);

        Assert.Empty(host.Services.GetServices<IHostedService>().OfType<BacklogWatch<MessagingContext>>());
    }

    private Task<MessagingHost> StartAsync(string broker) => MessagingHost.ConsumerAsync(
        Database, broker, "Metrics:Port=9464", "Messaging:Redeliveries=0", "Messaging:SweepInterval=00:05:00");

    private static MetricCollector<T> Collect<T>(MessagingHost host, string instrument)
        where T : struct =>
        new(host.Services.GetRequiredService<IMeterFactory>(), MessagingTelemetry.Name, instrument);

    private static async Task<IEnumerable<T>> LookAsync<T>(MessagingHost host, string instrument)
        where T : struct
    {
        var watch = host.Services.GetServices<IHostedService>().OfType<BacklogWatch<MessagingContext>>().Single();
        await watch.LookAsync(TestContext.Current.CancellationToken);
        using var collector = Collect<T>(host, instrument);
        collector.RecordObservableInstruments();

        return collector.GetMeasurementSnapshot().Select(measured => measured.Value);
    }
}
