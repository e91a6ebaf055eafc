using Shop.ServiceDefaults.Authentication;
using Shop.Users.Data;

namespace Shop.Users.Features;

internal static class UserVisibility
{
    /// <summary>Administrators see all users, others only themselves.</summary>
    public static IQueryable<User> VisibleTo(this IQueryable<User> users, Caller caller) =>
        caller.IsAdministrator ? users : users.Where(user => user.Id == caller.UserId);
}
