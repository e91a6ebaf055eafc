using Shop.Contracts;
using Shop.Orders.Data;
using Shop.ServiceDefaults.Authentication;
using Shop.ServiceDefaults.Errors;

namespace Shop.Orders.Features;

internal static class OrderVisibility
{
    /// <summary>Administrators see all orders, others their own.</summary>
    public static IQueryable<Order> VisibleTo(this IQueryable<Order> orders, Caller caller) =>
        caller.VisibleOwner() is { } owner ? orders.Where(order => order.UserId == owner) : orders;

    /// <summary>Whose orders the caller sees; null: everybody's.</summary>
    public static Guid? VisibleOwner(this Caller caller) => caller.IsAdministrator ? null : caller.UserId;

    /// <summary>What is said of an order that is unknown, or that the caller may not see.</summary>
    public static RefusalException NotFound(Guid id) =>
        new(ErrorReasons.NotFound, $"there is no order '{id}'.", "id");
}
