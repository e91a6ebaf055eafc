using Shop.ServiceDefaults.Errors;

namespace Shop.Users.Passwords;

/// <summary>
/// Passwords are taken as they are given, all characters but NUL: not trimmed, not normalized (a login compares the
/// same characters that were registered) and counted in Unicode scalar values (NIST SP 800-63B, section 5.1.1.2).
/// </summary>
internal static class Password
{
    public const int MinLength = 8;
    public const int MaxLength = 128;

    /// <summary>A new password.</summary>
    public static string Parse(string value, string field = "password")
    {
        Bounded(value, field);

        return Length(value) >= MinLength
            ? value
            : throw new BadInputException(
                field, $"has {Length(value)} characters; at least {MinLength} are needed.");
    }

    /// <summary>What somebody says is their password: only what would be too much work is refused.</summary>
    public static string Bounded(string value, string field = "password")
    {
        if (Length(value) > MaxLength)
        {
            throw new BadInputException(field, $"has {Length(value)} characters; at most {MaxLength} are allowed.");
        }

        return value.Contains('\0', StringComparison.Ordinal)
            ? throw new BadInputException(field, "must not contain the control character U+0000.")
            : value;
    }

    private static int Length(string value) => value.EnumerateRunes().Count();
}
