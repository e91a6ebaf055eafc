using System.Diagnostics.Metrics;

namespace Shop.Messaging;

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
        _published = _meter.CreateCounter<long>("shop.messaging.published", "{event}", "Events that the broker confirmed.");
        _consumed = _meter.CreateCounter<long>("shop.messaging.consumed", "{event}", "Events whose effect was committed.");
        _duplicates = _meter.CreateCounter<long>("shop.messaging.duplicates", "{event}", "Deliveries that had been applied before.");
        _retried = _meter.CreateCounter<long>("shop.messaging.retried", "{event}", "Deliveries that failed and come back later.");
        _deadLettered = _meter.CreateCounter<long>("shop.messaging.dead_lettered", "{event}", "Deliveries that were given up.");
        _relayLag = _meter.CreateHistogram<double>("shop.messaging.relay.lag", "s", "From the commit's start to the confirm.");
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
