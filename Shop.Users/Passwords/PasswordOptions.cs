using System.ComponentModel.DataAnnotations;

namespace Shop.Users.Passwords;

/// <summary>The section <c>Passwords</c>.</summary>
internal sealed class PasswordOptions
{
    public const string Section = "Passwords";

    /// <summary>Of PBKDF2-HMAC-SHA512 (OWASP Password Storage Cheat Sheet); older hashes are renewed at login.</summary>
    [Range(1_000, 10_000_000)]
    public int Iterations { get; set; } = 220_000;

    /// <summary>How many passwords are hashed at the same time.</summary>
    [Range(1, 1_024)]
    public int Concurrency { get; set; } = Environment.ProcessorCount;

    /// <summary>How many wait for their turn before further ones are refused.</summary>
    [Range(0, 10_000)]
    public int QueueLimit { get; set; } = 16 * Environment.ProcessorCount;
}
