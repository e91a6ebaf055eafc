using Shop.Contracts;
using Shop.Faults.Cluster;

namespace Shop.Faults.Kinds;

internal static class FaultCatalogue
{
    /// <summary>One fault of each kind.</summary>
    public static Fault[] Of(ShopCluster shop, Poison poison) =>
    [
        new KillReplica(shop, ResourceNames.Users),
        new KillReplica(shop, ResourceNames.Products),
        new KillReplica(shop, ResourceNames.Orders),
        new KillReplica(shop, ResourceNames.Gateway),
        new KillService(shop),
        new PauseReplica(shop),
        new KillBroker(shop),
        new CloseConnections(shop),
        new AlarmBroker(shop),
        new DuplicateDeliveries(shop),
        new ReorderDeliveries(shop),
        poison,
        new KillDatabase(shop),
        new TerminateBackends(shop),
    ];
}
