using Shop.Orders.Data;
using Shop.ServiceDefaults.Authentication;

namespace Shop.Orders.Features;

internal static class OrderVisibility
{
    /// <summary>Administrators see all orders, others their own.</summary>
    public static IQueryable<Order> VisibleTo(this IQueryable<Order> orders, Caller caller) =>
        caller.IsAdministrator ? orders : orders.Where(order => order.UserId == caller.UserId);
}
