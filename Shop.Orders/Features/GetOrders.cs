using Microsoft.EntityFrameworkCore;
using Shop.Orders.Data;
using Shop.ServiceDefaults.Authentication;

namespace Shop.Orders.Features;

internal sealed record GetOrders(Caller Caller, int First, Guid? After);

internal sealed class GetOrdersHandler(OrdersDbContext db)
{
    public async Task<IReadOnlyList<Order>> HandleAsync(GetOrders query, CancellationToken cancellationToken)
    {
        var orders = db.Orders.AsNoTracking().VisibleTo(query.Caller);
        if (query.After is { } after)
        {
            orders = orders.Where(order => order.Id < after);
        }

        return await orders.OrderByDescending(order => order.Id).Take(query.First).ToListAsync(cancellationToken);
    }
}
