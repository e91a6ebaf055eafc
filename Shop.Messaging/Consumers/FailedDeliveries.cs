using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using Shop.Contracts;
using Shop.Messaging.Broker;

namespace Shop.Messaging.Consumers;

/// <summary>What a dead letter says about itself, beside all that the event came with.</summary>
internal static class DeadLetterHeaders
{
    public const string Prefix = "shop-dead-letter-";
    public const string Reason = Prefix + "reason";
    public const string Exception = Prefix + "exception";
    public const string Time = Prefix + "time";
    public const string Queue = Prefix + "queue";
    public const string Event = Prefix + "event";

    /// <summary>How often the delivery has come back; kept on deliveries that wait in a retry queue too.</summary>
    public const string Redeliveries = "shop-redeliveries";
}

/// <summary>
/// Moves a delivery that failed: to a retry queue while it has redeliveries left, else to the dead-letter queue. The
/// broker confirms the copy before the original is acknowledged, so a crash doubles a delivery but never loses it.
/// </summary>
internal sealed partial class FailedDeliveries(
    MessagingService service,
    MessagingMetrics metrics,
    TimeProvider time,
    IOptions<MessagingOptions> options,
    ILogger<FailedDeliveries> logger)
{
    private const int MaxReasonLength = 1000;
    private readonly MessagingOptions _options = options.Value;
    private readonly string _queue = MessagingNames.Queue(service.Name);

    public async Task DeclareRetryQueuesAsync(IChannel channel, CancellationToken cancellationToken)
    {
        for (var redelivery = 1; redelivery <= _options.Redeliveries; redelivery++)
        {
            await Topology.DeclareRetryQueueAsync(
                channel, service.Name, _options.DelayBefore(redelivery), cancellationToken);
        }
    }

    public async Task MoveAsync(
        IChannel channel, Delivery delivery, Exception reason, CancellationToken cancellationToken)
    {
        var redelivery = 1 + Redeliveries(delivery);
        if (reason is MalformedDeliveryException { IsOfAnotherVersion: false } || redelivery > _options.Redeliveries)
        {
            await DeadLetterAsync(channel, delivery, reason, cancellationToken);

            return;
        }

        var properties = delivery.Properties.Copy();
        properties.Headers![DeadLetterHeaders.Redeliveries] = redelivery;
        var delay = _options.DelayBefore(redelivery);
        await SendAsync(
            channel, "", MessagingNames.RetryQueue(service.Name, delay), properties, delivery, cancellationToken);
        metrics.Retried(EventOf(delivery));
        Log.Retried(logger, reason, EventOf(delivery), properties.MessageId, delay, redelivery, _options.Redeliveries);
    }

    private async Task DeadLetterAsync(
        IChannel channel, Delivery delivery, Exception reason, CancellationToken cancellationToken)
    {
        // "See the inner exception" is all that it says itself.
        var cause = reason is DbUpdateException ? reason.GetBaseException() : reason;
        var properties = delivery.Properties.Copy();
        var headers = properties.Headers!;
        headers[DeadLetterHeaders.Reason] =
            cause.Message.Length <= MaxReasonLength ? cause.Message : cause.Message[..MaxReasonLength];
        headers[DeadLetterHeaders.Exception] = cause.GetType().FullName;
        headers[DeadLetterHeaders.Time] = time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
        headers[DeadLetterHeaders.Queue] = _queue;
        headers[DeadLetterHeaders.Event] = EventOf(delivery);
        await SendAsync(
            channel, MessagingNames.DeadLetterExchange, _queue, properties, delivery, cancellationToken);
        metrics.DeadLettered(EventOf(delivery));
        Log.DeadLettered(logger, reason, EventOf(delivery), properties.MessageId, _queue);
    }

    private async Task SendAsync(
        IChannel channel,
        string exchange,
        string routingKey,
        BasicProperties properties,
        Delivery delivery,
        CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(_options.ConfirmTimeout);
        await channel.BasicPublishAsync(
            exchange, routingKey, mandatory: true, properties, delivery.Body, limited.Token);
    }

    private static int Redeliveries(Delivery delivery) =>
        int.TryParse(
            delivery.Properties.Header(DeadLetterHeaders.Redeliveries), CultureInfo.InvariantCulture, out var count)
            ? Math.Max(0, count)
            : 0;

    private static string EventOf(Delivery delivery) => delivery.Properties.Header(CloudEventHeaders.Type) ?? "unknown";

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Warning,
            "{EventName} {MessageId} failed and comes back in {Delay} ({Redelivery} of {Redeliveries})")]
        public static partial void Retried(
            ILogger logger,
            Exception reason,
            string eventName,
            string? messageId,
            TimeSpan delay,
            int redelivery,
            int redeliveries);

        [LoggerMessage(LogLevel.Error, "{EventName} {MessageId} of {Queue} is dead-lettered")]
        public static partial void DeadLettered(
            ILogger logger, Exception reason, string eventName, string? messageId, string queue);
    }
}
