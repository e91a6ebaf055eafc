using Shop.Contracts.Users.V1;
using Shop.ServiceDefaults.Errors;

namespace Shop.Gateway.Users;

public sealed class UserByIdDataLoader(
    UsersService.UsersServiceClient users, IBatchScheduler batchScheduler, DataLoaderOptions options)
    : BatchDataLoader<Guid, User>(batchScheduler, options)
{
    protected override async Task<IReadOnlyDictionary<Guid, User>> LoadBatchAsync(
        IReadOnlyList<Guid> keys, CancellationToken cancellationToken)
    {
        var batches = await Task.WhenAll(
            keys.Chunk(Input.MaxPageSize).Select(ids => GetUsersAsync(ids, cancellationToken)));

        return batches.SelectMany(batch => batch).ToDictionary(user => Guid.Parse(user.Id));
    }

    private async Task<IEnumerable<User>> GetUsersAsync(Guid[] ids, CancellationToken cancellationToken)
    {
        var request = new BatchGetUsersRequest { Ids = { ids.Select(id => id.ToString()) } };
        var response = await users.BatchGetUsersAsync(request, cancellationToken: cancellationToken);

        return response.Users.Select(user => user.ToUser());
    }
}
