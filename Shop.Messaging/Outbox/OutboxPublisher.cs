using System.Diagnostics;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using Shop.Contracts;
using Shop.Messaging.Broker;

namespace Shop.Messaging.Outbox;

/// <summary>
/// Sends rows to the events exchange and tells which of them the broker has confirmed. It has a connection of its own:
/// a broker that runs short of memory stops reading from connections that publish, and consumers must go on.
/// </summary>
internal sealed partial class OutboxPublisher(
    IConnectionFactory connections, MessagingService service, MessagingMetrics metrics, ILogger<OutboxPublisher> logger)
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

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
    public async Task<long[]> PublishAsync(IReadOnlyCollection<OutboxRow> rows, CancellationToken cancellationToken)
    {
        var confirmed = await Task.WhenAll(rows.Select(row => PublishAsync(row, cancellationToken)));

        return [.. rows.Zip(confirmed).Where(pair => pair.Second).Select(pair => pair.First.Id)];
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
            // An event that nobody consumes is not mandatory:
            // unroutable for good, it would stay in the outbox for ever.
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
