using System.Text;
using RabbitMQ.Client;
using Shop.LocalServers;

namespace Shop.Faults.Checker;

/// <summary>The queues of a virtual host.</summary>
internal sealed class ShopQueues(RabbitMQServer rabbitMQ, Uri virtualHost)
{
    private const string DeadLetterSuffix = ".dead-letters";

    /// <summary>
    /// Messages by queue, but for dead letters; those that consumers hold unacknowledged are not among them.
    /// </summary>
    public async Task<Dictionary<string, uint>> CountAsync()
    {
        var messages = new Dictionary<string, uint>();
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        foreach (var name in await NamesAsync())
        {
            if (!name.EndsWith(DeadLetterSuffix, StringComparison.Ordinal))
            {
                messages[name] = (await channel.QueueDeclarePassiveAsync(name)).MessageCount;
            }
        }

        return messages;
    }

    /// <summary>Looks at the dead letters, which stay where they are.</summary>
    public async Task<List<DeadLetter>> DeadLettersAsync()
    {
        var letters = new List<DeadLetter>();
        await using var connection = await ConnectAsync();
        // What is not acknowledged returns to its queue when the channel closes.
        await using var channel = await connection.CreateChannelAsync();
        foreach (var name in (await NamesAsync())
            .Where(name => name.EndsWith(DeadLetterSuffix, StringComparison.Ordinal)))
        {
            while (await channel.BasicGetAsync(name, autoAck: false) is { } message)
            {
                var properties = message.BasicProperties;
                letters.Add(new DeadLetter(
                    name, properties.MessageId, properties.Type, Text(properties, "shop-dead-letter-reason")));
            }
        }

        return letters;
    }

    /// <summary>
    /// Messages of all queues that consumers hold, as the management API knows it: a second or so ago.
    /// </summary>
    public async Task<long> UnacknowledgedAsync() =>
        (await rabbitMQ.GetAsync($"queues{virtualHost.AbsolutePath}")).EnumerateArray()
            .Sum(queue => queue.TryGetProperty("messages_unacknowledged", out var messages) ? messages.GetInt64() : 0);

    private async Task<string[]> NamesAsync() =>
    [
        .. (await rabbitMQ.GetAsync($"queues{virtualHost.AbsolutePath}")).EnumerateArray()
            // Those of listeners can be looked at by their own connection only, and nothing in them is kept.
            .Where(queue => !queue.GetProperty("exclusive").GetBoolean())
            .Select(queue => queue.GetProperty("name").GetString()!),
    ];

    private Task<IConnection> ConnectAsync() => new ConnectionFactory { Uri = virtualHost }.CreateConnectionAsync();

    private static string? Text(IReadOnlyBasicProperties properties, string header) =>
        properties.Headers?.TryGetValue(header, out var value) == true && value is byte[] bytes
            ? Encoding.UTF8.GetString(bytes)
            : null;
}
