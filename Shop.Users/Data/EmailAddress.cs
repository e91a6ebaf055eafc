using Shop.ServiceDefaults.Errors;

namespace Shop.Users.Data;

/// <summary>
/// An address that mail could be sent to. Whether it exists only a mail can tell, so the check is no stricter than
/// RFC 5321 within one domain: a domain without a dot is allowed.
/// </summary>
internal sealed record EmailAddress
{
    public const int MaxLength = 254;

    private EmailAddress(string value) => Value = value;

    /// <summary>The address as it was given.</summary>
    public string Value { get; }

    /// <summary>What addresses are compared by.</summary>
    public string Normalized => Value.ToLowerInvariant();

    public static EmailAddress Parse(string value, string field = "email")
    {
        Input.Text(value, MaxLength, field);

        var at = value.IndexOf('@', StringComparison.Ordinal);

        return at > 0 && at < value.Length - 1 && at == value.LastIndexOf('@') && !value.Any(char.IsWhiteSpace)
            ? new EmailAddress(value)
            : throw new BadInputException(field, "is not an e-mail address.");
    }
}
