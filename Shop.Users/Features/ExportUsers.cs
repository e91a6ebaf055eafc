using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Shop.ServiceDefaults.Copies;
using Shop.Users.Data;

namespace Shop.Users.Features;

internal sealed record ExportUsers(IReadOnlyCollection<Guid> Ids);

internal sealed class ExportUsersHandler(UsersDbContext db)
{
    /// <summary>Pages in ascending order of ids; each is a query of its own: nothing is held between them.</summary>
    public async IAsyncEnumerable<IReadOnlyList<UserDetails>> HandleAsync(
        ExportUsers query,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var users = db.Users.AsNoTracking();
        if (query.Ids.Count > 0)
        {
            users = users.Where(user => query.Ids.Contains(user.Id));
        }

        var page = await ReadPageAsync(users, cancellationToken);
        while (page is [.., var last])
        {
            yield return page;
            page = await ReadPageAsync(users.Where(user => user.Id > last.Id), cancellationToken);
        }
    }

    private static Task<List<UserDetails>> ReadPageAsync(IQueryable<User> users, CancellationToken cancellationToken) =>
        users.OrderBy(user => user.Id)
            .Take(CopyExport.PageSize)
            .Select(UserDetails.Projection)
            .ToListAsync(cancellationToken);
}
