using RabbitMQ.Client;
using Shop.Contracts;
using Shop.Faults.Cluster;

namespace Shop.Faults.Kinds;

/// <summary>A queue that gets a copy of every event, and keeps the latest of them.</summary>
internal static class CopyQueue
{
    public const string Name = "faults.copies";

    private const int MaxLength = 1000;

    public static async Task DeclareAsync(ShopCluster shop)
    {
        await using var link = await BrokerLink.OpenAsync(shop);
        await link.Channel.QueueDeclareAsync(
            Name, durable: true, exclusive: false, autoDelete: false,
            new Dictionary<string, object?> { ["x-max-length"] = MaxLength });
        await link.Channel.QueueBindAsync(Name, MessagingNames.EventsExchange, "#");
    }

    public static async Task DeleteAsync(ShopCluster shop)
    {
        await using var link = await BrokerLink.OpenAsync(shop);
        await link.Channel.QueueDeleteAsync(Name);
    }
}
