using Microsoft.EntityFrameworkCore;

namespace Shop.Orders.Data;

/// <summary>
/// Reads of orders, compiled once: to look a query up by its expression costs as much as a small query does.
/// </summary>
internal static class OrderQueries
{
    /// <summary>The orders of these ids, with their lines; of one user, or of all where there is no owner.</summary>
    public static readonly Func<OrdersDbContext, Guid[], Guid?, IAsyncEnumerable<Order>> FindAsync =
        EF.CompileAsyncQuery((OrdersDbContext db, Guid[] ids, Guid? owner) => db.Orders.AsNoTracking()
            .Include(order => order.Lines.OrderBy(line => line.Number))
            .Where(order => ids.Contains(order.Id) && (owner == null || order.UserId == owner)));

    /// <summary>So many orders of all users, without their lines, the newest first, from before an id.</summary>
    public static readonly Func<OrdersDbContext, Guid, int, IAsyncEnumerable<Order>> ListAllAsync =
        EF.CompileAsyncQuery((OrdersDbContext db, Guid before, int count) => db.Orders.AsNoTracking()
            .Where(order => order.Id < before)
            .OrderByDescending(order => order.Id)
            .Take(count));

    /// <summary>The same of one user: another query, so that each has the index that serves it.</summary>
    public static readonly Func<OrdersDbContext, Guid, Guid, int, IAsyncEnumerable<Order>> ListOfUserAsync =
        EF.CompileAsyncQuery((OrdersDbContext db, Guid user, Guid before, int count) => db.Orders.AsNoTracking()
            .Where(order => order.UserId == user && order.Id < before)
            .OrderByDescending(order => order.Id)
            .Take(count));
}
