namespace Shop.Orders.Data;

/// <summary>What orders knows of a user. It may come after the user's first order: the access token is proof enough.</summary>
internal sealed record UserCopy(Guid Id, string Username)
{
    public const int MaxUsernameLength = 100;
}
