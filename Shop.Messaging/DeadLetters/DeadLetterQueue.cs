using System.CommandLine;
using RabbitMQ.Client;
using Shop.Contracts;
using Shop.Messaging.Broker;
using Shop.Messaging.Consumers;

namespace Shop.Messaging.DeadLetters;

/// <summary>What a service could not handle, as an operator sees it: over a connection of its own.</summary>
internal sealed class DeadLetterQueue : IAsyncDisposable
{
    // Why the broker itself gave a message up.
    private const string DeathReason = "x-first-death-reason";

    private static readonly TimeSpan ConfirmTimeout = TimeSpan.FromSeconds(10);

    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly string _target;

    private DeadLetterQueue(IConnection connection, IChannel channel, string service)
    {
        (_connection, _channel) = (connection, channel);
        _target = MessagingNames.Queue(service);
        Name = MessagingNames.DeadLetterQueue(service);
    }

    public string Name { get; }

    public static IEnumerable<string> Services => MessagingNames.Subscriptions.Keys.Order(StringComparer.Ordinal);

    /// <summary>The argument of a command that names a service's queue or its dead-letter queue.</summary>
    public static Argument<string> Argument(ArgumentArity arity) =>
        new Argument<string>("QUEUE") { Description = "A service's queue, or that of its dead letters.", Arity = arity }
            .AcceptOnlyFromAmong(
                [.. Services.Select(MessagingNames.Queue), .. Services.Select(MessagingNames.DeadLetterQueue)]);

    /// <summary>The service whose queue or dead-letter queue has the name.</summary>
    public static string ServiceOf(string queue) =>
        Services.First(service =>
            queue == MessagingNames.Queue(service) || queue == MessagingNames.DeadLetterQueue(service));

    public static async Task<DeadLetterQueue> OpenAsync(
        IConnectionFactory connections, string service, CancellationToken cancellationToken)
    {
        var connection = await connections.CreateConnectionAsync("dead letters", cancellationToken);
        try
        {
            return new DeadLetterQueue(
                connection, await BrokerChannels.OpenAsync(connection, cancellationToken), service);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async Task<uint> CountAsync(CancellationToken cancellationToken) =>
        (await _channel.QueueDeclarePassiveAsync(Name, cancellationToken)).MessageCount;

    /// <summary>
    /// The next message, which returns to the queue when this is disposed of unless it was sent on; null when there is
    /// none.
    /// </summary>
    public Task<BasicGetResult?> NextAsync(CancellationToken cancellationToken) =>
        _channel.BasicGetAsync(Name, autoAck: false, cancellationToken);

    /// <summary>
    /// Sends it to its service as if for the first time. The broker confirms the copy before the dead letter is
    /// removed: a crash between them doubles it, which the inbox absorbs.
    /// </summary>
    public async Task ReplayAsync(BasicGetResult message, CancellationToken cancellationToken)
    {
        var properties = message.BasicProperties.Copy();
        foreach (var name in properties.Headers!.Keys.Where(IsNoteOfFailure).ToList())
        {
            properties.Headers.Remove(name);
        }

        await SendOnAsync(message, _target, properties, cancellationToken);
    }

    /// <summary>
    /// Puts it back as the last one. To let it return by itself would count as a delivery that failed, and RabbitMQ 4
    /// drops a message after twenty of those: https://www.rabbitmq.com/docs/quorum-queues#poison-message-handling
    /// </summary>
    public async Task PutBackAsync(BasicGetResult message, CancellationToken cancellationToken)
    {
        var properties = message.BasicProperties.Copy();
        if (message.BasicProperties.Header(DeathReason) is { } reason)
        {
            properties.Headers!.TryAdd(DeadLetterHeaders.Reason, reason);
        }

        await SendOnAsync(message, Name, properties, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        // Closed in order, the channel has handled the last acknowledgement before it ends.
        if (_channel.IsOpen)
        {
            await _channel.CloseAsync();
        }

        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private async Task SendOnAsync(
        BasicGetResult message, string queue, BasicProperties properties, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(ConfirmTimeout);
        await _channel.BasicPublishAsync("", queue, mandatory: true, properties, message.Body, limited.Token);
        await _channel.BasicAckAsync(message.DeliveryTag, multiple: false, limited.Token);
    }

    private static bool IsNoteOfFailure(string header) =>
        header == DeadLetterHeaders.Redeliveries
        || header.StartsWith(DeadLetterHeaders.Prefix, StringComparison.Ordinal);
}
