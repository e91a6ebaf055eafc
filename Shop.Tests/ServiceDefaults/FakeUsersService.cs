using Grpc.Core;
using Shop.Contracts.Users.V1;

namespace Shop.Tests.ServiceDefaults;

/// <summary>A gRPC service whose calls do what the test says.</summary>
internal sealed class FakeUsersService(Func<ServerCallContext, Task<LoginResponse>> login)
    : UsersService.UsersServiceBase
{
    public override Task<LoginResponse> Login(LoginRequest request, ServerCallContext context) => login(context);
}
