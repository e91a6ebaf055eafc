using Shop.Contracts.Orders.V1;

namespace Shop.Gateway.Orders;

public sealed class OrderByIdDataLoader(
    OrdersService.OrdersServiceClient orders, IBatchScheduler batchScheduler, DataLoaderOptions options)
    : EntityByIdDataLoader<Order>(order => order.Id, batchScheduler, options)
{
    protected override async Task<IReadOnlyList<Order>> LoadChunkAsync(
        IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var request = new BatchGetOrdersRequest { Ids = { ids.Select(id => id.ToString()) } };
        var response = await orders.BatchGetOrdersAsync(request, cancellationToken: cancellationToken);

        return [.. response.Orders.Select(order => order.ToOrder())];
    }
}
