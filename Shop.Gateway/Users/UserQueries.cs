using System.Security.Claims;
using HotChocolate.Authorization;
using Shop.Contracts.Users.V1;
using Shop.ServiceDefaults.Authentication;
using Shop.ServiceDefaults.Errors;

namespace Shop.Gateway.Users;

[ExtendObjectType(OperationTypeNames.Query)]
public sealed class UserQueries
{
    [GraphQLDescription(
        "All users for an administrator, only themselves for others; the ids ascend in the order of "
        + "registration, and who goes on after the last one misses nobody.")]
    [Authorize]
    [ListSize(AssumedSize = Input.MaxPageSize, SlicingArguments = ["first"], RequireOneSlicingArgument = false)]
    public async Task<IReadOnlyList<User>> GetUsersAsync(
        int? first,
        [GraphQLType<IdType>] string? after,
        UsersService.UsersServiceClient users,
        CancellationToken cancellationToken)
    {
        var request = UserMapping.ToPageRequest(first, Input.OptionalId(after, "after"));
        var response = await users.GetUsersAsync(request, cancellationToken: cancellationToken);

        return [.. response.Users.Select(user => user.ToUser())];
    }

    [Authorize]
    public Task<User> GetUserAsync(
        [GraphQLType<NonNullType<IdType>>] string id,
        UserByIdDataLoader userById,
        CancellationToken cancellationToken) =>
        userById.LoadOrNotFoundAsync(Input.Id(id, "id"), cancellationToken);

    [GraphQLDescription("The user whom the access token belongs to.")]
    [Authorize]
    public Task<User> GetMeAsync(
        ClaimsPrincipal principal, UserByIdDataLoader userById, CancellationToken cancellationToken) =>
        userById.LoadOrNotFoundAsync(Caller.Find(principal)!.UserId, cancellationToken);
}
