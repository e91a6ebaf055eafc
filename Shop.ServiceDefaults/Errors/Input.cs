using System.Buffers;
using System.Globalization;
using System.Text;

namespace Shop.ServiceDefaults.Errors;

/// <summary>
/// Checks of what comes in over a boundary; each returns the value or throws <see cref="BadInputException"/>, whose
/// message never quotes the value: it may be a secret that was put into the wrong field.
/// </summary>
public static class Input
{
    /// <summary>The most entries of a page and of a batch.</summary>
    public const int MaxPageSize = 100;

    private const int IdLength = 36;

    // The parser takes signs, 0x and white space as well.
    private static readonly SearchValues<char> IdCharacters = SearchValues.Create("0123456789abcdefABCDEF-");

    // They are letters and symbols by their category, and blank on every screen.
    private static readonly SearchValues<char> Blanks =
        SearchValues.Create("\u115F\u1160\u2800\u3164\uFFA0");

    // UAX #9: marks, embeddings, overrides and isolates.
    private static readonly SearchValues<char> BidirectionalControls = SearchValues.Create(
        "\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069");

    /// <summary>An id: a UUID in its canonical form (RFC 9562, section 4).</summary>
    public static Guid Id(string value, string field) =>
        value.Length == IdLength
        && !value.AsSpan().ContainsAnyExcept(IdCharacters)
        && Guid.TryParseExact(value, "D", out var id)
            ? id
            : throw new BadInputException(field, "is not an id.");

    /// <summary>The same, or null where there is none.</summary>
    public static Guid? OptionalId(string? value, string field) => value is null ? null : Id(value, field);

    /// <summary>A number within bounds, both included.</summary>
    public static int Within(int value, int min, int max, string field) =>
        value >= min && value <= max
            ? value
            : throw new BadInputException(
                field, string.Create(CultureInfo.InvariantCulture, $"is not between {min} and {max}."));

    /// <summary>The length of a text or a list within bounds, both included.</summary>
    public static int Length(int length, int min, int max, string field) =>
        length >= min && length <= max
            ? length
            : throw new BadInputException(
                field,
                string.Create(CultureInfo.InvariantCulture, $"its length is not between {min} and {max}."));

    /// <summary>
    /// Text of 1 to <paramref name="maxLength"/> characters (Unicode scalar values) of which one can be seen, kept as
    /// it was given; control characters, which PostgreSQL (NUL) or terminals cannot take, are refused, and in a single
    /// line those that let it look like another one.
    /// </summary>
    /// <param name="value">The text.</param>
    /// <param name="maxLength">The most characters.</param>
    /// <param name="field">The path of the field in the request.</param>
    /// <param name="multiline">Whether tabs and line breaks are allowed.</param>
    public static string Text(string value, int maxLength, string field, bool multiline = false)
    {
        var length = 0;
        var isVisible = false;
        foreach (var rune in value.EnumerateRunes())
        {
            length++;
            isVisible |= IsVisible(rune);
            if (IsRefused(rune, multiline))
            {
                throw new BadInputException(field, $"must not contain the control character U+{rune.Value:X4}.");
            }
        }

        if (!isVisible)
        {
            throw new BadInputException(field, "must not be empty.");
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

    private static bool IsVisible(Rune rune) =>
        (Rune.IsLetterOrDigit(rune) || Rune.IsPunctuation(rune) || Rune.IsSymbol(rune) || Rune.IsNumber(rune))
        && !(rune.IsBmp && Blanks.Contains((char)rune.Value));

    private static bool IsRefused(Rune rune, bool multiline) => multiline
        ? Rune.IsControl(rune) && rune.Value is not ('\t' or '\n' or '\r')
        : Rune.IsControl(rune) || (rune.IsBmp && BidirectionalControls.Contains((char)rune.Value));
}
