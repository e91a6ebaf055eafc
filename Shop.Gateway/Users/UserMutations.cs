using Shop.Contracts.Users.V1;

namespace Shop.Gateway.Users;

[ExtendObjectType(OperationTypeNames.Mutation)]
public sealed class UserMutations
{
    // Hashing a password takes the processor that long. With the one of its input it is a hundred: ten at most at once.
    private const double PasswordCost = 99;

    [GraphQLDescription("An account of type 1 needs an administrator's token.")]
    [Cost(PasswordCost)]
    public async Task<User> RegisterUserAsync(
        NewUser input, UsersService.UsersServiceClient users, CancellationToken cancellationToken)
    {
        var response = await users.RegisterUserAsync(input.ToRequest(), cancellationToken: cancellationToken);

        return response.User.ToUser();
    }

    [Cost(PasswordCost)]
    public async Task<Token> LoginAsync(
        Login input, UsersService.UsersServiceClient users, CancellationToken cancellationToken)
    {
        var response = await users.LoginAsync(input.ToRequest(), cancellationToken: cancellationToken);

        return new Token(response.Token);
    }
}
