using Shop.Contracts;
using Shop.Contracts.Users.V1;
using Shop.ServiceDefaults.Copies;

namespace Shop.Products.Data;

internal sealed class UserCopySource(UsersService.UsersServiceClient users, CopyStream stream) : ICopySource
{
    public string Table => "users";

    public string Service => ResourceNames.Users;

    public IReadOnlyList<string> Columns { get; } = ["username", "is_admin", "registered_at"];

    public IAsyncEnumerable<IReadOnlyList<CopyRow>> ReadAsync(
        IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var request = new ExportUsersRequest { Ids = { ids.Select(id => id.ToString()) } };
        return stream.ReadAsync(
            this, options => users.ExportUsers(request, options), page => page.Users.Select(ToRow), cancellationToken);
    }

    private static CopyRow ToRow(ExportedUser user) => new(
        Guid.Parse(user.Id), user.Username, user.Type is UserType.Admin, user.RegisteredAt.ToDateTimeOffset());
}
