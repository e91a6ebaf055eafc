using Shop.Contracts;
using Shop.Contracts.Users.V1;
using Shop.ServiceDefaults.Copies;

namespace Shop.Orders.Data;

internal sealed class UserCopySource(UsersService.UsersServiceClient users, CopyStream stream) : ICopySource
{
    public string Table => "user_copies";

    public string Service => ResourceNames.Users;

    public IReadOnlyList<string> Columns { get; } = ["username"];

    public IAsyncEnumerable<IReadOnlyList<CopyRow>> ReadAsync(
        IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var request = new ExportUsersRequest { Ids = { ids.Select(id => id.ToString()) } };
        return stream.ReadAsync(
            this,
            options => users.ExportUsers(request, options),
            page => page.Users.Select(user => new CopyRow(Guid.Parse(user.Id), user.Username)),
            cancellationToken);
    }
}
