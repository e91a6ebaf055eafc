using System.ComponentModel.DataAnnotations;

namespace Shop.Users.Passwords;

/// <summary>The section <c>Passwords</c>.</summary>
internal sealed class PasswordOptions
{
    public const string Section = "Passwords";

    private const string OutOfRange = Section + ":{0} must be between {1} and {2}.";

    /// <summary>
    /// Of PBKDF2-HMAC-SHA512 (OWASP Password Storage Cheat Sheet); older hashes are renewed at login.
    /// </summary>
    [Range(1_000, 10_000_000, ErrorMessage = OutOfRange)]
    public int Iterations { get; set; } = 220_000;

    /// <summary>How many passwords are hashed at the same time.</summary>
    [Range(1, 1_024, ErrorMessage = OutOfRange)]
    public int Concurrency { get; set; } = Environment.ProcessorCount;

    /// <summary>How many wait for their turn before further ones are refused.</summary>
    [Range(0, 10_000, ErrorMessage = OutOfRange)]
    public int QueueLimit { get; set; } = 16 * Environment.ProcessorCount;
}
