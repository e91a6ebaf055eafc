using Microsoft.EntityFrameworkCore;
using Shop.Contracts;
using Shop.ServiceDefaults.Authentication;
using Shop.ServiceDefaults.Errors;
using Shop.Users.Data;

namespace Shop.Users.Features;

internal sealed record GetUser(Guid Id, Caller Caller);

internal sealed class GetUserHandler(UsersDbContext db)
{
    public async Task<UserDetails> HandleAsync(GetUser query, CancellationToken cancellationToken)
    {
        var user = query.Caller.MaySee(query.Id)
            ? await db.Users.AsNoTracking()
                .Where(user => user.Id == query.Id)
                .Select(UserDetails.Projection)
                .SingleOrDefaultAsync(cancellationToken)
            : null;

        return user ?? throw new RefusalException(ErrorReasons.NotFound, $"There is no user '{query.Id}'.");
    }
}
