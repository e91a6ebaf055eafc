namespace Shop.Gateway.Users;

/// <summary>An account.</summary>
/// <param name="Id">The user's id.</param>
/// <param name="Username">What others call the user.</param>
/// <param name="Email">The address to log in with.</param>
/// <param name="Type">0 - DEFAULT, 1 - ADMIN.</param>
public sealed record User(
    [property: GraphQLType<NonNullType<IdType>>] string Id,
    string Username,
    string Email,
    int Type);

/// <summary>What a login gives.</summary>
/// <param name="Value">A JWT for the header Authorization.</param>
public sealed record Token([property: GraphQLName("token")] string Value);

[GraphQLName("NewUser")]
public sealed record NewUser(string Email, string Username, int Type, string Password);

[GraphQLName("Login")]
public sealed record Login(string Email, string Password);
