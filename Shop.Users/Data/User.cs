using Shop.ServiceDefaults.Database;

namespace Shop.Users.Data;

internal sealed class User
{
    public const int MaxUsernameLength = 100;

    private User()
    {
    }

    public Guid Id { get; private set; }

    public string Email { get; private set; } = "";

    public string NormalizedEmail { get; private set; } = "";

    public string Username { get; private set; } = "";

    public string PasswordHash { get; private set; } = "";

    public bool IsAdministrator { get; private set; }

    public DateTimeOffset RegisteredAt { get; private set; }

    public static User Register(
        Guid id,
        EmailAddress email,
        string username,
        string passwordHash,
        bool isAdministrator,
        DateTimeOffset now) =>
        new()
        {
            Id = id,
            Email = email.Value,
            NormalizedEmail = email.Normalized,
            Username = username,
            PasswordHash = passwordHash,
            IsAdministrator = isAdministrator,
            RegisteredAt = now.ToMicroseconds(),
        };
}
