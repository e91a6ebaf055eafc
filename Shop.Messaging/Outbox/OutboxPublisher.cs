using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using Shop.Contracts;
using Shop.Messaging.Broker;

namespace Shop.Messaging.Outbox;

/// <summary>
/// Sends rows to the events exchange and tells which of them the broker has confirmed. It has a connection of its own:
/// a broker that runs short of memory stops reading from connections that publish, and consumers must go on.
/// </summary>
internal sealed partial class OutboxPublisher(
    IConnectionFactory connections,
    MessagingService service,
    MessagingMetrics metrics,
    TimeProvider time,
    IOptions<MessagingOptions> options,
    ILogger<OutboxPublisher> logger)
{
    private const int MaxMessageBytes = 128 * 1024;

    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    private readonly int _maxBytes = Math.Min(MaxMessageBytes, options.Value.MaxBodyBytes);

    private IConnection? _connection;
    private IChannel? _channel;
    private volatile string? _blocked;

    /// <summary>Why the broker takes no messages at the moment (connection.blocked); null when it does.</summary>
    public string? Blocked => _blocked;

    /// <summary>Makes sure of an open channel, and so of a topology that takes the messages.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (_channel is { IsOpen: true })
        {
            return;
        }

        await CloseAsync();
        _connection = await connections.CreateConnectionAsync($"{service.Name} relay", cancellationToken);
        _connection.ConnectionBlockedAsync += (_, blocked) => SetBlockedAsync(blocked.Reason);
        _connection.ConnectionUnblockedAsync += (_, _) => SetBlockedAsync(null);
        _connection.ConnectionShutdownAsync += (_, _) => SetBlockedAsync(null);
        _channel = await BrokerChannels.OpenAsync(_connection, cancellationToken);
    }

    /// <summary>
    /// Sends all rows at once and waits for their confirms; returns the ids of those that are confirmed.
    /// </summary>
    public async Task<Guid[]> PublishAsync(IReadOnlyCollection<OutboxRow> rows, CancellationToken cancellationToken)
    {
        var confirmed = await Task.WhenAll(
            PublishedMessage.Of(rows, _maxBytes).Select(message => PublishAsync(message, cancellationToken)));

        return [.. confirmed.SelectMany(ids => ids)];
    }

    /// <summary>
    /// Lets go of the connection, within a time: a broker that blocks it does not read that it is closed.
    /// </summary>
    public async Task CloseAsync()
    {
        var channel = Interlocked.Exchange(ref _channel, null);
        if (Interlocked.Exchange(ref _connection, null) is { } connection)
        {
            await connection.AbortAsync(CloseTimeout);
            await connection.DisposeAsync();
        }

        if (channel is not null)
        {
            await channel.DisposeAsync();
        }

        _blocked = null;
    }

    private Task SetBlockedAsync(string? reason)
    {
        _blocked = reason;

        return Task.CompletedTask;
    }

    // The ids of the events if it is confirmed, else none.
    private async Task<IEnumerable<Guid>> PublishAsync(PublishedMessage message, CancellationToken cancellationToken)
    {
        var events = message.Start();
        try
        {
            // An event that nobody consumes is not mandatory:
            // unroutable for good, it would stay in the outbox for ever.
            await _channel!.BasicPublishAsync(
                MessagingNames.EventsExchange,
                message.Event,
                mandatory: Topology.HasSubscriber(message.Event),
                PropertiesOf(message, events),
                events is [var only] ? only.Row.Payload : CloudEventBatch.Write(events, service.Name),
                cancellationToken);
        }
        catch (Exception exception)
        {
            // Whatever the reason - returned, refused, connection lost, late - the rows stay and are sent again.
            events.ForEach(published => published.Activity.Fail(exception));
            Log.NotConfirmed(logger, exception, message.Event, events.Count, events[0].Row.MessageId);

            return [];
        }
        finally
        {
            events.ForEach(published => published.Activity?.Dispose());
        }

        var now = time.GetUtcNow();
        events.ForEach(published => metrics.Published(message.Event, now - published.Row.CreatedAt));

        return events.Select(published => published.Row.MessageId);
    }

    private BasicProperties PropertiesOf(PublishedMessage message, List<PublishedEvent> events)
    {
        var properties = new BasicProperties
        {
            ContentType = CloudEventBatch.ContentType,
            DeliveryMode = DeliveryModes.Persistent,
            MessageId = events[0].Row.MessageId.ToString(),
            Type = message.Event,
        };
        if (events is [var only])
        {
            var row = only.Row;
            properties.ContentType = CloudEventHeaders.ContentType;
            properties.Headers = CloudEventHeaders.Create(
                row.MessageId, row.Event, service.Name, row.Subject, row.OccurredAt);
            properties.Headers.SetTrace(only.TraceParent, only.TraceState);
        }

        return properties;
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Warning, "{Count} {EventName}, the first {MessageId}, were not confirmed and are sent again")]
        public static partial void NotConfirmed(
            ILogger logger, Exception exception, string eventName, int count, Guid messageId);
    }
}
