using System.Diagnostics;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using Shop.Contracts;
using Shop.Messaging.Broker;

namespace Shop.Messaging.Outbox;

/// <summary>Sends rows to the events exchange and tells which of them the broker has confirmed.</summary>
internal sealed partial class OutboxPublisher(
    BrokerChannels channels, MessagingService service, MessagingMetrics metrics, ILogger<OutboxPublisher> logger)
    : IAsyncDisposable
{
    private IChannel? _channel;

    /// <summary>Makes sure of an open channel, and so of a topology that takes the messages.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (_channel is { IsOpen: true })
        {
            return;
        }

        await DisposeAsync();
        _channel = await channels.OpenAsync(cancellationToken);
    }

    /// <summary>Sends all rows at once and waits for their confirms; returns the ids of those that are confirmed.</summary>
    public async Task<long[]> PublishAsync(IReadOnlyCollection<OutboxRow> rows, CancellationToken cancellationToken)
    {
        var confirmed = await Task.WhenAll(rows.Select(row => PublishAsync(row, cancellationToken)));
        return [.. rows.Zip(confirmed).Where(pair => pair.Second).Select(pair => pair.First.Id)];
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _channel, null) is { } channel)
        {
            await channel.DisposeAsync();
        }
    }

    private async Task<bool> PublishAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        ActivityContext.TryParse(row.TraceParent, row.TraceState, isRemote: true, out var parent);
        using var activity = MessagingTelemetry.StartPublish(row.Event, row.MessageId, row.Payload.Length, parent);
        var headers = CloudEventHeaders.Create(row.MessageId, row.Event, service.Name, row.Subject, row.OccurredAt);
        headers.SetTrace(activity?.Id ?? row.TraceParent, activity?.TraceStateString ?? row.TraceState);
        var properties = new BasicProperties
        {
            Headers = headers,
            ContentType = CloudEventHeaders.ContentType,
            DeliveryMode = DeliveryModes.Persistent,
            MessageId = row.MessageId.ToString(),
            Type = row.Event,
        };
        try
        {
            // An event that nobody consumes is not mandatory: unroutable for good, it would stay in the outbox for ever.
            await _channel!.BasicPublishAsync(
                MessagingNames.EventsExchange,
                row.Event,
                mandatory: Topology.HasSubscriber(row.Event),
                properties,
                row.Payload,
                cancellationToken);
        }
        catch (Exception exception)
        {
            // Whatever the reason - returned, refused, connection lost, late - the row stays and is sent again.
            activity.Fail(exception);
            Log.NotConfirmed(logger, exception, row.Event, row.MessageId);
            return false;
        }

        metrics.Published(row.Event, DateTimeOffset.UtcNow - row.CreatedAt);
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{EventName} {MessageId} was not confirmed and is sent again")]
        public static partial void NotConfirmed(ILogger logger, Exception exception, string eventName, Guid messageId);
    }
}
