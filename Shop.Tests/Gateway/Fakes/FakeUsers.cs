using Grpc.Core;
using Shop.Contracts.Users.V1;

namespace Shop.Tests.Gateway.Fakes;

/// <summary>A users service that knows the users it was given, and remembers what it was asked.</summary>
internal sealed class FakeUsers : UsersService.UsersServiceBase
{
    public FakeCalls Calls { get; } = new();

    public List<User> Known { get; } = [];

    public User Add(string username, UserType type = UserType.Customer)
    {
        var user = new User
        {
            Id = Guid.CreateVersion7().ToString(),
            Username = username,
            Email = $"{username}@shop.example",
            Type = type,
        };
        Known.Add(user);

        return user;
    }

    public override Task<GetUsersResponse> GetUsers(GetUsersRequest request, ServerCallContext context) =>
        Calls.Answer(request, context, new GetUsersResponse { Users = { Known } });

    public override Task<BatchGetUsersResponse> BatchGetUsers(
        BatchGetUsersRequest request, ServerCallContext context) =>
        Calls.Answer(
            request,
            context,
            new BatchGetUsersResponse { Users = { Known.Where(user => request.Ids.Contains(user.Id)) } });

    public override Task<LoginResponse> Login(LoginRequest request, ServerCallContext context) =>
        Calls.Answer(request, context, new LoginResponse { Token = $"token of {request.Email}" });

    public override Task<RegisterUserResponse> RegisterUser(RegisterUserRequest request, ServerCallContext context) =>
        Calls.Answer(request, context, new RegisterUserResponse { User = Add(request.Username, request.Type) });
}
