using Shop.Faults.Checker;
using Shop.Faults.Cluster;
using Shop.Faults.Run;

namespace Shop.Bench.Shop;

/// <summary>Lets the shop come to rest and holds it to the invariants of the fault suite.</summary>
internal sealed class FinalCheck(ShopCluster shop)
{
    /// <param name="told">The orders that clients were told of, as confirmed.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <returns>What does not hold.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(IEnumerable<Guid> told, CancellationToken stop)
    {
        if (await new Drain(shop).UntilEmptyAsync(stop) is null)
        {
            return ["Events are still on their way."];
        }

        var queries = new ShopStateQueries(shop.Databases, shop.RabbitMQ, shop.VirtualHost);
        var state = await queries.ReadAsync(
            new Told { Orders = [.. told.Select(id => new ToldOrder(id, OrderStatuses.Confirmed))] });

        return [.. InvariantCheck.Run(state).Select(finding => $"{finding}")];
    }
}
