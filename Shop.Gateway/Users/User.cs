namespace Shop.Gateway.Users;

[GraphQLDescription("An account.")]
public sealed record User(
    [property: GraphQLType<NonNullType<IdType>>] string Id,
    string Username,
    string Email,
    [property: GraphQLDescription("0 - DEFAULT, 1 - ADMIN")] int Type);

[GraphQLDescription("What a login gives.")]
public sealed record Token(
    [property: GraphQLName("token"), GraphQLDescription("A JWT for the header Authorization.")] string Value);

[GraphQLName("NewUser")]
public sealed record NewUser(
    string Email,
    string Username,
    [property: GraphQLDescription("0 - DEFAULT, 1 - ADMIN, which takes an administrator's token")] int Type,
    [property: GraphQLDescription("8 to 128 characters.")] string Password);

[GraphQLName("Login")]
public sealed record Login(string Email, string Password);
