using Microsoft.EntityFrameworkCore;
using Shop.Orders.Data;
using Shop.ServiceDefaults.Authentication;

namespace Shop.Orders.Features;

internal sealed record GetOrder(Guid Id, Caller Caller);

internal sealed class GetOrderHandler(OrdersDbContext db)
{
    public async Task<Order> HandleAsync(GetOrder query, CancellationToken cancellationToken) =>
        await db.Orders.AsNoTracking()
            .VisibleTo(query.Caller)
            .Include(order => order.Lines.OrderBy(line => line.Number))
            .SingleOrDefaultAsync(order => order.Id == query.Id, cancellationToken)
        ?? throw OrderVisibility.NotFound(query.Id);
}
