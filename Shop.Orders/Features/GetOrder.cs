using Shop.Orders.Data;
using Shop.ServiceDefaults.Authentication;

namespace Shop.Orders.Features;

internal sealed record GetOrder(Guid Id, Caller Caller);

internal sealed class GetOrderHandler(OrdersDbContext db)
{
    public async Task<Order> HandleAsync(GetOrder query, CancellationToken cancellationToken) =>
        await OrderQueries.FindAsync(db, [query.Id], query.Caller.VisibleOwner())
            .SingleOrDefaultAsync(cancellationToken)
        ?? throw OrderVisibility.NotFound(query.Id);
}
