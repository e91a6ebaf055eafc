using Shop.Contracts;
using Shop.Faults.Cluster;

namespace Shop.Faults.Kinds;

/// <summary>Events come again, seconds or minutes later and several times, to everyone who consumes them.</summary>
internal sealed record DuplicateDeliveries(ShopCluster Shop) : Fault("duplicate deliveries", FaultTarget.Broker)
{
    private const int MaxEvents = 100;

    public override async Task<string> StrikeAsync(Random random)
    {
        await using var link = await BrokerLink.OpenAsync(Shop);
        var (events, copies) = (0, 0);
        while (events < MaxEvents && await link.Channel.BasicGetAsync(CopyQueue.Name, autoAck: true) is { } message)
        {
            events++;
            foreach (var (service, names) in MessagingNames.Subscriptions)
            {
                for (var times = names.Contains(message.RoutingKey) ? random.Next(1, 4) : 0; times > 0; times--)
                {
                    await link.SendAsync(MessagingNames.Queue(service), message.BasicProperties, message.Body);
                    copies++;
                }
            }
        }

        return $"{events} events, {copies} copies";
    }
}
