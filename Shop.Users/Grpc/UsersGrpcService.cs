using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Shop.Contracts.Users.V1;
using Shop.ServiceDefaults.Authentication;
using Shop.ServiceDefaults.Errors;
using Shop.Users.Features;

namespace Shop.Users.Grpc;

[Authorize]
internal sealed class UsersGrpcService(
    GetUserHandler getUser,
    GetUsersHandler getUsers,
    BatchGetUsersHandler batchGetUsers,
    LoginHandler login,
    RegisterUserHandler registerUser)
    : UsersService.UsersServiceBase
{
    public override async Task<GetUserResponse> GetUser(GetUserRequest request, ServerCallContext context)
    {
        var user = await getUser.HandleAsync(
            new GetUser(Input.Id(request.Id, "id"), context.GetCaller()), context.CancellationToken);

        return new GetUserResponse { User = user.ToContract() };
    }

    public override async Task<GetUsersResponse> GetUsers(GetUsersRequest request, ServerCallContext context)
    {
        var query = new GetUsers(
            Input.PageSize(request.HasFirst ? request.First : null),
            Input.OptionalId(request.HasAfter ? request.After : null, "after"),
            context.GetCaller());
        var users = await getUsers.HandleAsync(query, context.CancellationToken);

        return new GetUsersResponse { Users = { users.Select(UserMapping.ToContract) } };
    }

    public override async Task<BatchGetUsersResponse> BatchGetUsers(
        BatchGetUsersRequest request,
        ServerCallContext context)
    {
        var users = await batchGetUsers.HandleAsync(
            new BatchGetUsers(Input.Ids(request.Ids), context.GetCaller()), context.CancellationToken);

        return new BatchGetUsersResponse { Users = { users.Select(UserMapping.ToContract) } };
    }

    [AllowAnonymous]
    public override async Task<LoginResponse> Login(LoginRequest request, ServerCallContext context)
    {
        var token = await login.HandleAsync(new Login(request.Email, request.Password), context.CancellationToken);

        return new LoginResponse { Token = token.Value, ExpiresAt = token.ExpiresAt.ToTimestamp() };
    }

    [AllowAnonymous]
    public override async Task<RegisterUserResponse> RegisterUser(
        RegisterUserRequest request,
        ServerCallContext context)
    {
        var isAdministrator = request.Type.IsAdministrator();
        var command = new RegisterUser(
            request.Email,
            request.Username,
            request.Password,
            isAdministrator,
            // Whoever registers for themselves needs no token, and one that has expired does not matter.
            isAdministrator ? context.FindCaller() : null);
        var user = await registerUser.HandleAsync(command, context.CancellationToken);

        return new RegisterUserResponse { User = user.ToContract() };
    }
}
