using Shop.Orders.Data;
using Shop.ServiceDefaults.Authentication;

namespace Shop.Orders.Features;

internal sealed record GetOrders(Caller Caller, int First, Guid? After);

internal sealed class GetOrdersHandler(OrdersDbContext db)
{
    public async Task<IReadOnlyList<Order>> HandleAsync(GetOrders query, CancellationToken cancellationToken)
    {
        var before = query.After ?? Guid.AllBitsSet;
        var orders = query.Caller.VisibleOwner() is { } user
            ? OrderQueries.ListOfUserAsync(db, user, before, query.First)
            : OrderQueries.ListAllAsync(db, before, query.First);

        return await orders.ToListAsync(cancellationToken);
    }
}
