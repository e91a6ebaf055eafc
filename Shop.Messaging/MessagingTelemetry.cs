using System.Diagnostics;
using System.Diagnostics.Metrics;
using Shop.Contracts;
using Shop.Messaging.Broker;

namespace Shop.Messaging;

/// <summary>Where the spans and figures of messaging come from.</summary>
public static class MessagingTelemetry
{
    /// <summary>The name of the ActivitySource and of the Meter.</summary>
    public const string Name = "Shop.Messaging";

    private static readonly ActivitySource Source = new(Name);

    /// <summary>
    /// OpenTelemetry semantic conventions for RabbitMQ: a producer span below the one that staged the event.
    /// </summary>
    internal static Activity? StartPublish(string eventName, Guid messageId, int bodySize, ActivityContext parent) =>
        Start($"publish {MessagingNames.EventsExchange}/{eventName}", ActivityKind.Producer, parent)
            ?.SetTag("messaging.operation.name", "publish")
            .SetTag("messaging.operation.type", "send")
            .SetTag("messaging.destination.name", $"{MessagingNames.EventsExchange}:{eventName}")
            .SetTag("messaging.rabbitmq.destination.routing_key", eventName)
            .SetTag("messaging.message.id", messageId.ToString())
            .SetTag("messaging.message.body.size", bodySize);

    /// <summary>A consumer span below the producer's: one trace from the request to the last consumer.</summary>
    internal static Activity? StartProcess(
        string eventName, Guid messageId, int bodySize, string queue, ActivityContext parent) =>
        Start($"process {eventName}", ActivityKind.Consumer, parent)
            ?.SetTag("messaging.operation.name", "process")
            .SetTag("messaging.operation.type", "process")
            .SetTag("messaging.destination.name", $"{MessagingNames.EventsExchange}:{eventName}:{queue}")
            .SetTag("messaging.rabbitmq.destination.routing_key", eventName)
            .SetTag("messaging.message.id", messageId.ToString())
            .SetTag("messaging.message.body.size", bodySize);

    internal static void Fail(this Activity? activity, Exception exception) =>
        activity?.SetStatus(ActivityStatusCode.Error, exception.Message)
            .SetTag("error.type", exception.GetType().FullName)
            .AddException(exception);

    private static Activity? Start(string name, ActivityKind kind, ActivityContext parent)
    {
        // Without this a span would hang below whatever happens to be current on the loop.
        Activity.Current = null;

        return Source.StartActivity(name, kind, parent)?.SetTag("messaging.system", "rabbitmq");
    }
}

/// <summary>The meter <c>Shop.Messaging</c>.</summary>
internal sealed class MessagingMetrics : IDisposable
{
    private static readonly double[] LagSeconds =
        [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

    private readonly Meter _meter;
    private readonly Counter<long> _published;
    private readonly Counter<long> _consumed;
    private readonly Counter<long> _duplicates;
    private readonly Counter<long> _retried;
    private readonly Counter<long> _deadLettered;
    private readonly Histogram<double> _relayLag;

    private volatile object? _outboxAge;
    private volatile IReadOnlyDictionary<string, long> _queues = new Dictionary<string, long>();

    public MessagingMetrics(IMeterFactory meterFactory)
    {
        _meter = meterFactory.Create(MessagingTelemetry.Name);
        _published = _meter.CreateCounter<long>(
            "shop.messaging.published", "{event}", "Events that the broker confirmed.");
        _consumed = _meter.CreateCounter<long>(
            "shop.messaging.consumed", "{event}", "Events whose effect was committed.");
        _duplicates = _meter.CreateCounter<long>(
            "shop.messaging.duplicates", "{event}", "Deliveries that had been applied before.");
        _retried = _meter.CreateCounter<long>(
            "shop.messaging.retried", "{event}", "Deliveries that failed and come back later.");
        _deadLettered = _meter.CreateCounter<long>(
            "shop.messaging.dead_lettered", "{event}", "Deliveries that were given up.");
        _relayLag = _meter.CreateHistogram<double>(
            "shop.messaging.relay.lag",
            "s",
            "From the commit's start to the confirm.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = LagSeconds });
        _meter.CreateObservableGauge(
            "shop.messaging.outbox.age",
            ObserveOutboxAge,
            "s",
            "How old the oldest event is that waits in the outbox; 0 when there is none.");
        _meter.CreateObservableGauge(
            "shop.messaging.queue.messages",
            ObserveQueues,
            "{message}",
            "Messages that are ready in the service's queue, and in that of its dead letters.");
    }

    /// <summary>How old the oldest event in the outbox is; null when that is not known.</summary>
    public TimeSpan? OutboxAge
    {
        set => _outboxAge = value;
    }

    /// <summary>How many messages wait, by queue; empty when that is not known.</summary>
    public IReadOnlyDictionary<string, long> Queues
    {
        set => _queues = value;
    }

    public void Published(string eventName, TimeSpan lag)
    {
        _published.Add(1, Tag(eventName));
        _relayLag.Record(Math.Max(0, lag.TotalSeconds), Tag(eventName));
    }

    public void Consumed(string eventName) => _consumed.Add(1, Tag(eventName));

    public void Duplicate(string eventName) => _duplicates.Add(1, Tag(eventName));

    public void Retried(string eventName) => _retried.Add(1, Tag(Known(eventName)));

    public void DeadLettered(string eventName) => _deadLettered.Add(1, Tag(Known(eventName)));

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<double>> ObserveOutboxAge() =>
        _outboxAge is TimeSpan age ? [new(age.TotalSeconds)] : [];

    private IEnumerable<Measurement<long>> ObserveQueues() => _queues.Select(
        static queue => new Measurement<long>(queue.Value, new KeyValuePair<string, object?>("queue", queue.Key)));

    // What cannot be read may call itself anything.
    private static string Known(string eventName) => Topology.HasSubscriber(eventName) ? eventName : "unknown";

    private static KeyValuePair<string, object?> Tag(string eventName) => new("event", eventName);
}
