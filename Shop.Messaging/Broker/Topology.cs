using RabbitMQ.Client;
using Shop.Contracts;

namespace Shop.Messaging.Broker;

/// <summary>
/// Declares exchanges, queues and bindings; declaring what exists changes nothing. Every service declares the queues
/// of all, so an event always has somewhere to go, whichever service starts first.
/// </summary>
internal static class Topology
{
    /// <summary>A delivery that comes back this often ends its consumers: the broker itself dead-letters it.</summary>
    public const int DeliveryLimit = 20;

    public static bool HasSubscriber(string eventName) =>
        MessagingNames.Subscriptions.Values.Any(events => events.Contains(eventName));

    public static async Task DeclareAsync(IChannel channel, CancellationToken cancellationToken)
    {
        await DeclareEventsExchangeAsync(channel, cancellationToken);
        await channel.ExchangeDeclareAsync(
            MessagingNames.DeadLetterExchange,
            ExchangeType.Direct,
            durable: true,
            cancellationToken: cancellationToken);
        foreach (var (service, events) in MessagingNames.Subscriptions)
        {
            var queue = MessagingNames.Queue(service);
            var deadLetters = MessagingNames.DeadLetterQueue(service);
            await DeclareQueueAsync(channel, deadLetters, [], cancellationToken);
            await channel.QueueBindAsync(
                deadLetters, MessagingNames.DeadLetterExchange, queue, cancellationToken: cancellationToken);

            var arguments = DeadLettersTo(MessagingNames.DeadLetterExchange, queue);
            arguments["x-delivery-limit"] = DeliveryLimit;
            await DeclareQueueAsync(channel, queue, arguments, cancellationToken);
            foreach (var name in events)
            {
                await channel.QueueBindAsync(
                    queue, MessagingNames.EventsExchange, name, cancellationToken: cancellationToken);
            }

            foreach (var name in MessagingNames.FormerSubscriptions.GetValueOrDefault(service, []))
            {
                await channel.QueueUnbindAsync(
                    queue, MessagingNames.EventsExchange, name, cancellationToken: cancellationToken);
            }
        }
    }

    /// <summary>
    /// A queue of this connection alone, which the broker deletes with it; the oldest events give way.
    /// </summary>
    public static async Task<string> DeclareListenerQueueAsync(
        IChannel channel, string eventName, int maxLength, CancellationToken cancellationToken)
    {
        await DeclareEventsExchangeAsync(channel, cancellationToken);
        var queue = await channel.QueueDeclareAsync(
            "", durable: false, exclusive: true, autoDelete: true,
            new Dictionary<string, object?> { ["x-max-length"] = maxLength }, cancellationToken: cancellationToken);
        await channel.QueueBindAsync(
            queue.QueueName, MessagingNames.EventsExchange, eventName, cancellationToken: cancellationToken);

        return queue.QueueName;
    }

    /// <summary>A queue whose messages return to the service's queue once they are as old as the delay.</summary>
    public static Task DeclareRetryQueueAsync(
        IChannel channel, string service, TimeSpan delay, CancellationToken cancellationToken)
    {
        var arguments = DeadLettersTo("", MessagingNames.Queue(service));
        arguments["x-message-ttl"] = (long)delay.TotalMilliseconds;

        return DeclareQueueAsync(channel, MessagingNames.RetryQueue(service, delay), arguments, cancellationToken);
    }

    private static Task DeclareEventsExchangeAsync(IChannel channel, CancellationToken cancellationToken) =>
        channel.ExchangeDeclareAsync(
            MessagingNames.EventsExchange, ExchangeType.Topic, durable: true, cancellationToken: cancellationToken);

    private static Dictionary<string, object?> DeadLettersTo(string exchange, string routingKey) => new()
    {
        ["x-dead-letter-exchange"] = exchange,
        ["x-dead-letter-routing-key"] = routingKey,
        // The broker removes the original only after the target has confirmed; this strategy needs that overflow.
        ["x-dead-letter-strategy"] = "at-least-once",
        ["x-overflow"] = "reject-publish",
    };

    private static Task<QueueDeclareOk> DeclareQueueAsync(
        IChannel channel, string name, Dictionary<string, object?> arguments, CancellationToken cancellationToken)
    {
        arguments["x-queue-type"] = "quorum";

        return channel.QueueDeclareAsync(
            name, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: cancellationToken);
    }
}
