using System.ComponentModel.DataAnnotations;

namespace Shop.Users.Tokens;

/// <summary>The section <c>Tokens</c>.</summary>
internal sealed class TokenOptions
{
    public const string Section = "Tokens";

    /// <summary>How long an access token is valid.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(60);
}
