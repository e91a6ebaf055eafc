using Microsoft.EntityFrameworkCore;
using Shop.ServiceDefaults.Authentication;
using Shop.Users.Data;

namespace Shop.Users.Features;

internal sealed record GetUsers(int First, Guid? After, Caller Caller);

internal sealed class GetUsersHandler(UsersDbContext db)
{
    public Task<List<UserDetails>> HandleAsync(GetUsers query, CancellationToken cancellationToken)
    {
        var after = query.After ?? Guid.Empty;

        return db.Users.AsNoTracking()
            .VisibleTo(query.Caller)
            .Where(user => user.Id > after)
            .OrderBy(user => user.Id)
            .Take(query.First)
            .Select(UserDetails.Projection)
            .ToListAsync(cancellationToken);
    }
}
