using Microsoft.EntityFrameworkCore;
using Shop.Orders.Data;
using Shop.ServiceDefaults.Authentication;

namespace Shop.Orders.Features;

internal sealed record GetOrder(Guid Id, Caller Caller);

internal sealed class GetOrderHandler(OrdersDbContext db)
{
    // Compiled once: to look a query up by its expression costs as much as a small query does.
    private static readonly Func<OrdersDbContext, Guid, Guid?, CancellationToken, Task<Order?>> FindAsync =
        EF.CompileAsyncQuery((OrdersDbContext db, Guid id, Guid? owner, CancellationToken _) => db.Orders
            .AsNoTracking()
            .Include(order => order.Lines.OrderBy(line => line.Number))
            .SingleOrDefault(order => order.Id == id && (owner == null || order.UserId == owner)));

    public async Task<Order> HandleAsync(GetOrder query, CancellationToken cancellationToken) =>
        await FindAsync(db, query.Id, query.Caller.VisibleOwner(), cancellationToken)
        ?? throw OrderVisibility.NotFound(query.Id);
}
