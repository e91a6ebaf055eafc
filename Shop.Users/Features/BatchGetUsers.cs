using Microsoft.EntityFrameworkCore;
using Shop.ServiceDefaults.Authentication;
using Shop.ServiceDefaults.Errors;
using Shop.Users.Data;

namespace Shop.Users.Features;

internal sealed record BatchGetUsers(IReadOnlyCollection<string> Ids, Caller Caller);

internal sealed class BatchGetUsersHandler(UsersDbContext db)
{
    public Task<List<UserDetails>> HandleAsync(BatchGetUsers query, CancellationToken cancellationToken)
    {
        var ids = Input.Ids(query.Ids);

        return db.Users.AsNoTracking()
            .VisibleTo(query.Caller)
            .Where(user => ids.Contains(user.Id))
            .Select(UserDetails.Projection)
            .ToListAsync(cancellationToken);
    }
}
