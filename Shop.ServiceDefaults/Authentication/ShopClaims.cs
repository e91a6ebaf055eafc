namespace Shop.ServiceDefaults.Authentication;

/// <summary>What stands in an access token: a JWT of type <c>at+jwt</c> (RFC 9068) signed with ES256.</summary>
public static class ShopClaims
{
    public const string TokenType = "at+jwt";

    /// <summary>The user's id.</summary>
    public const string Subject = "sub";

    /// <summary>When the token expires, in seconds since 1970.</summary>
    public const string Expiry = "exp";

    public const string Name = "name";

    public const string Role = "role";

    /// <summary>The value of <see cref="Role"/> that administrators have.</summary>
    public const string AdministratorRole = "admin";
}
