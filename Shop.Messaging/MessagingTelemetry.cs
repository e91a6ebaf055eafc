using System.Diagnostics;
using System.Diagnostics.Metrics;
using Shop.Contracts;

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
    private readonly Meter _meter;
    private readonly Counter<long> _published;
    private readonly Counter<long> _consumed;
    private readonly Counter<long> _duplicates;
    private readonly Counter<long> _retried;
    private readonly Counter<long> _deadLettered;
    private readonly Histogram<double> _relayLag;

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
            "shop.messaging.relay.lag", "s", "From the commit's start to the confirm.");
    }

    public void Published(string eventName, TimeSpan lag)
    {
        _published.Add(1, Tag(eventName));
        _relayLag.Record(Math.Max(0, lag.TotalSeconds), Tag(eventName));
    }

    public void Consumed(string eventName) => _consumed.Add(1, Tag(eventName));

    public void Duplicate(string eventName) => _duplicates.Add(1, Tag(eventName));

    public void Retried(string eventName) => _retried.Add(1, Tag(eventName));

    public void DeadLettered(string eventName) => _deadLettered.Add(1, Tag(eventName));

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Tag(string eventName) => new("event", eventName);
}
