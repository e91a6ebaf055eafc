using System.Globalization;
using System.Text;

namespace Shop.ServiceDefaults.Errors;

/// <summary>
/// Checks of what comes in over a boundary; each returns the value or throws <see cref="BadInputException"/>.
/// </summary>
public static class Input
{
    /// <summary>The most entries of a page and of a batch.</summary>
    public const int MaxPageSize = 100;

    /// <summary>An id: a UUID in its canonical form (RFC 9562, section 4).</summary>
    public static Guid Id(string value, string field) =>
        Guid.TryParseExact(value, "D", out var id)
            ? id
            : throw new BadInputException(field, $"'{Shorten(value)}' is not an id.");

    /// <summary>The same, or null where there is none.</summary>
    public static Guid? OptionalId(string? value, string field) => value is null ? null : Id(value, field);

    /// <summary>A number within bounds, both included.</summary>
    public static int Within(int value, int min, int max, string field) =>
        value >= min && value <= max
            ? value
            : throw new BadInputException(
                field, string.Create(CultureInfo.InvariantCulture, $"{value} is not between {min} and {max}."));

    /// <summary>The length of a text or a list within bounds, both included.</summary>
    public static int Length(int length, int min, int max, string field) =>
        length >= min && length <= max
            ? length
            : throw new BadInputException(
                field,
                string.Create(CultureInfo.InvariantCulture, $"its length of {length} is not between {min} and {max}."));

    /// <summary>
    /// Text of 1 to <paramref name="maxLength"/> characters (Unicode scalar values) that is not blank, kept as it was
    /// given; control characters, which PostgreSQL (NUL) or terminals cannot take, are refused.
    /// </summary>
    /// <param name="value">The text.</param>
    /// <param name="maxLength">The most characters.</param>
    /// <param name="field">The path of the field in the request.</param>
    /// <param name="multiline">Whether tabs and line breaks are allowed.</param>
    public static string Text(string value, int maxLength, string field, bool multiline = false)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            throw new BadInputException(field, "must not be empty.");
        }

        var length = 0;
        foreach (var rune in value.EnumerateRunes())
        {
            length++;
            if (Rune.IsControl(rune) && !(multiline && rune.Value is '\t' or '\n' or '\r'))
            {
                throw new BadInputException(field, $"must not contain the control character U+{rune.Value:X4}.");
            }
        }

        return length <= maxLength
            ? value
            : throw new BadInputException(field, $"has {length} characters; at most {maxLength} are allowed.");
    }

    /// <summary>The size of a page: 1 to <see cref="MaxPageSize"/>, which is also the default.</summary>
    public static int PageSize(int? first, string field = "first") =>
        Within(first ?? MaxPageSize, 1, MaxPageSize, field);

    /// <summary>The ids of a batch: at most <see cref="MaxPageSize"/>.</summary>
    public static Guid[] Ids(IReadOnlyCollection<string> values, string field = "ids")
    {
        Length(values.Count, 0, MaxPageSize, field);

        return [.. values.Select((value, index) => Id(value, $"{field}[{index}]"))];
    }

    private static string Shorten(string value) => value.Length <= 64 ? value : $"{value[..64]}…";
}
