using Shop.Contracts.Users.V1;

namespace Shop.Gateway.Users;

public sealed class UserByIdDataLoader(
    UsersService.UsersServiceClient users, IBatchScheduler batchScheduler, DataLoaderOptions options)
    : EntityByIdDataLoader<User>(user => user.Id, batchScheduler, options)
{
    protected override async Task<IReadOnlyList<User>> LoadChunkAsync(
        IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var request = new BatchGetUsersRequest { Ids = { ids.Select(id => id.ToString()) } };
        var response = await users.BatchGetUsersAsync(request, cancellationToken: cancellationToken);

        return [.. response.Users.Select(user => user.ToUser())];
    }
}
