using Microsoft.EntityFrameworkCore;
using Shop.ServiceDefaults.Authentication;
using Shop.Users.Data;

namespace Shop.Users.Features;

internal sealed record BatchGetUsers(IReadOnlyCollection<Guid> Ids, Caller Caller);

internal sealed class BatchGetUsersHandler(UsersDbContext db)
{
    public Task<List<UserDetails>> HandleAsync(BatchGetUsers query, CancellationToken cancellationToken) =>
        db.Users.AsNoTracking()
            .VisibleTo(query.Caller)
            .Where(user => query.Ids.Contains(user.Id))
            .Select(UserDetails.Projection)
            .ToListAsync(cancellationToken);
}
