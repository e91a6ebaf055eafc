using Shop.Contracts.Orders.V1;
using Shop.ServiceDefaults.Errors;

namespace Shop.Gateway.Orders;

public sealed class OrderByIdDataLoader(
    OrdersService.OrdersServiceClient orders, IBatchScheduler batchScheduler, DataLoaderOptions options)
    : BatchDataLoader<Guid, Order>(batchScheduler, options)
{
    protected override async Task<IReadOnlyDictionary<Guid, Order>> LoadBatchAsync(
        IReadOnlyList<Guid> keys, CancellationToken cancellationToken)
    {
        var batches = await Task.WhenAll(
            keys.Chunk(Input.MaxPageSize).Select(ids => GetOrdersAsync(ids, cancellationToken)));

        return batches.SelectMany(batch => batch).ToDictionary(order => Guid.Parse(order.Id));
    }

    private async Task<IEnumerable<Order>> GetOrdersAsync(Guid[] ids, CancellationToken cancellationToken)
    {
        var request = new BatchGetOrdersRequest { Ids = { ids.Select(id => id.ToString()) } };
        var response = await orders.BatchGetOrdersAsync(request, cancellationToken: cancellationToken);

        return response.Orders.Select(order => order.ToOrder());
    }
}
