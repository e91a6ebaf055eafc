namespace Shop.Products.Data;

/// <summary>The copy of a user, which names who is behind a movement of the ledger.</summary>
internal sealed class User
{
    public const int MaxUsernameLength = 100;

    private User()
    {
    }

    public Guid Id { get; private set; }

    public string Username { get; private set; } = "";

    public bool IsAdmin { get; private set; }

    public DateTimeOffset RegisteredAt { get; private set; }
}
