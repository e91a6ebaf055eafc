using Microsoft.EntityFrameworkCore;
using Shop.Orders.Data;
using Shop.ServiceDefaults.Authentication;

namespace Shop.Orders.Features;

internal sealed record BatchGetOrders(IReadOnlyCollection<Guid> Ids, Caller Caller);

internal sealed class BatchGetOrdersHandler(OrdersDbContext db)
{
    public async Task<IReadOnlyList<Order>> HandleAsync(BatchGetOrders query, CancellationToken cancellationToken) =>
        await db.Orders.AsNoTracking()
            .VisibleTo(query.Caller)
            .Include(order => order.Lines.OrderBy(line => line.Number))
            .Where(order => query.Ids.Contains(order.Id))
            .ToListAsync(cancellationToken);
}
