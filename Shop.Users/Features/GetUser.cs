using Microsoft.EntityFrameworkCore;
using Shop.Contracts;
using Shop.ServiceDefaults.Authentication;
using Shop.ServiceDefaults.Errors;
using Shop.Users.Data;

namespace Shop.Users.Features;

internal sealed record GetUser(string Id, Caller Caller);

internal sealed class GetUserHandler(UsersDbContext db)
{
    public async Task<UserDetails> HandleAsync(GetUser query, CancellationToken cancellationToken)
    {
        var id = Input.Id(query.Id, "id");
        var user = query.Caller.MaySee(id)
            ? await db.Users.AsNoTracking()
                .Where(user => user.Id == id)
                .Select(UserDetails.Projection)
                .SingleOrDefaultAsync(cancellationToken)
            : null;

        return user ?? throw new RefusalException(ErrorReasons.NotFound, $"There is no user '{id}'.");
    }
}
