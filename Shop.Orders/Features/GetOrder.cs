using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Shop.Contracts;
using Shop.Orders.Data;
using Shop.ServiceDefaults.Authentication;
using Shop.ServiceDefaults.Errors;

namespace Shop.Orders.Features;

internal sealed record GetOrder(Guid Id, Caller Caller);

internal sealed class GetOrderHandler(OrdersDbContext db)
{
    public async Task<Order> HandleAsync(GetOrder query, CancellationToken cancellationToken) =>
        await db.Orders.AsNoTracking()
            .VisibleTo(query.Caller)
            .Include(order => order.Lines.OrderBy(line => line.Number))
            .SingleOrDefaultAsync(order => order.Id == query.Id, cancellationToken)
        ?? throw new RefusalException(
            StatusCode.NotFound, ErrorReasons.NotFound, $"id: there is no order '{query.Id}'.");
}
