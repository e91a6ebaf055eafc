using Shop.Faults.Cluster;

namespace Shop.Faults.Kinds;

/// <summary>The broker closes some of the services' connections, or all.</summary>
internal sealed record CloseConnections(ShopCluster Shop) : Fault("close AMQP connections", FaultTarget.Broker)
{
    public override async Task<string> StrikeAsync(Random random)
    {
        var share = random.Next(3) == 0 ? 1 : random.NextDouble();
        var connections = await Shop.RabbitMQ.GetAsync($"vhosts{Shop.VirtualHost.AbsolutePath}/connections");
        var names = connections.EnumerateArray()
            .Select(connection => connection.GetProperty("name").GetString()!)
            .ToArray();
        random.Shuffle(names);
        names = names[..(int)Math.Ceiling(names.Length * share)];
        await Task.WhenAll(names.Select(
            name => Shop.RabbitMQ.DeleteAsync($"connections/{Uri.EscapeDataString(name)}")));

        return $"{names.Length} of {connections.GetArrayLength()}";
    }
}
