using Microsoft.EntityFrameworkCore;
using Shop.ServiceDefaults.Authentication;
using Shop.ServiceDefaults.Errors;
using Shop.Users.Data;

namespace Shop.Users.Features;

internal sealed record GetUsers(int? First, string? After, Caller Caller);

internal sealed class GetUsersHandler(UsersDbContext db)
{
    public Task<List<UserDetails>> HandleAsync(GetUsers query, CancellationToken cancellationToken)
    {
        var first = Input.PageSize(query.First);
        var after = query.After is null ? Guid.Empty : Input.Id(query.After, "after");

        return db.Users.AsNoTracking()
            .VisibleTo(query.Caller)
            .Where(user => user.Id > after)
            .OrderBy(user => user.Id)
            .Take(first)
            .Select(UserDetails.Projection)
            .ToListAsync(cancellationToken);
    }
}
