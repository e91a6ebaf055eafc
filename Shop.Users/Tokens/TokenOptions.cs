using Shop.ServiceDefaults.Startup;

namespace Shop.Users.Tokens;

/// <summary>The section <c>Tokens</c>.</summary>
internal sealed class TokenOptions
{
    public const string Section = "Tokens";

    private const string OutOfRange = Section + ":{0} must be between {1} and {2}.";

    /// <summary>How long an access token is valid.</summary>
    [TimeBetween("00:00:01", "1.00:00:00", ErrorMessage = OutOfRange)]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(60);
}
