using Shop.Contracts;
using Shop.ServiceDefaults.Authentication;
using Shop.ServiceDefaults.Errors;

namespace Shop.Orders.Features;

internal static class OrderVisibility
{
    /// <summary>Whose orders the caller sees: null, everybody's, for an administrator.</summary>
    public static Guid? VisibleOwner(this Caller caller) => caller.IsAdministrator ? null : caller.UserId;

    /// <summary>What is said of an order that is unknown, or that the caller may not see.</summary>
    public static RefusalException NotFound(Guid id) =>
        new(ErrorReasons.NotFound, $"there is no order '{id}'.", "id");
}
