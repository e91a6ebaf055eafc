using System.Linq.Expressions;
using Shop.Users.Data;

namespace Shop.Users.Features;

/// <summary>A user as callers may see it: without the password's hash.</summary>
internal sealed record UserDetails(
    Guid Id,
    string Username,
    string Email,
    bool IsAdministrator,
    DateTimeOffset RegisteredAt)
{
    public static Expression<Func<User, UserDetails>> Projection =>
        user => new UserDetails(user.Id, user.Username, user.Email, user.IsAdministrator, user.RegisteredAt);

    public static UserDetails Of(User user) =>
        new(user.Id, user.Username, user.Email, user.IsAdministrator, user.RegisteredAt);
}
