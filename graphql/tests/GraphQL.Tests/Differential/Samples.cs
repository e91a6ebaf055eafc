using System.Text.Json.Nodes;

namespace GraphQL.Tests.Differential;

/// <summary>Values of the scalars, as literals and as JSON.</summary>
internal static class Samples
{
    private const string Uuid = "00000000-0000-0000-0000-000000000002";

    private static readonly string[] Texts =
    [
        "\"\"", "\"a\"", "\"1\"", "\"2\"", $"\"{Uuid}\"", "\"Ünï \U0001F600\"", "\"\\\" \\\\ \\/ \\b\\f\\n\\r\\t\"",
        "\"\\u00e9\\uD83D\\uDE00\\u{1F600}\\u{000041}\"", "\"\"\"\"\"\"",
        "\"\"\"\n    block\n      text\r\n\t\n  \"\"\"",
        "\"\"\"first\n  \\\"\"\" second \\u0041\r third\"\"\"",
    ];

    private static readonly Dictionary<string, string[]> Literals = new(StringComparer.Ordinal)
    {
        ["Int"] = ["0", "-0", "1", "2", "7", "-12", "2147483647", "-2147483648"],
        ["Short"] = ["0", "-32768", "32767"],
        ["Long"] = ["0", "-1", "9007199254740991"],
        ["Float"] = ["0", "1", "-1.5", "0.25", "1e10", "1.5E-3", "-0.0", "123456789.125"],
        ["Decimal"] = ["0", "1.25", "-3"],
        ["String"] = Texts,
        ["ID"] = [.. Texts, "1", "2", "-0", "12345678901234567890"],
        ["Boolean"] = ["true", "false"],
        ["DateTime"] = ["\"2026-01-02T03:04:05Z\"", "\"2026-01-02T03:04:05.25+02:00\""],
        ["LocalDate"] = ["\"2026-01-02\""],
        ["UUID"] = [$"\"{Uuid}\""],
    };

    private static readonly Dictionary<string, string[]> Values = new(StringComparer.Ordinal)
    {
        ["Int"] = ["0", "1", "2", "-12", "2147483647", "-2147483648", "3.0", "1e2"],
        ["Short"] = ["0", "-32768", "32767"],
        ["Long"] = ["0", "-1", "9007199254740991"],
        ["Float"] = ["0", "1", "-1.5", "1e10", "0.0015"],
        ["Decimal"] = ["0", "1.25", "-3"],
        ["String"] = ["\"\"", "\"a\"", "\"Ünï \U0001F600\"", "\"\\\" \\n \\u0000\""],
        ["ID"] = ["\"\"", "\"1\"", "\"2\"", $"\"{Uuid}\"", "1", "2", "3.0"],
        ["Boolean"] = ["true", "false"],
        ["DateTime"] = ["\"2026-01-02T03:04:05Z\"", "\"2026-01-02T03:04:05.25+02:00\""],
        ["LocalDate"] = ["\"2026-01-02\""],
        ["UUID"] = [$"\"{Uuid}\""],
    };

    private static readonly string[] AnyLiterals =
    [
        "2147483648", "-2147483649", "1.5", "1e400", "\"x\"", "true", "null", "RED", "[1]", "[[]]", "{}", "{a:1}",
        "\"\"\"b\"\"\"", "$nowhere",
    ];

    private static readonly string[] AnyValues =
        ["null", "1.5", "2147483648", "\"x\"", "\"1\"", "true", "[]", "[null]", "[[1]]", "{}", "{\"a\":1}", "-1e9"];

    /// <summary>Literals that may or may not suit their place.</summary>
    public static string AnyLiteral(Random random) => Pick(random, AnyLiterals);

    public static JsonNode? AnyValue(Random random) => JsonNode.Parse(Pick(random, AnyValues));

    public static string Literal(Random random, string scalar) => Pick(random, Literals[scalar]);

    public static JsonNode? Value(Random random, string scalar) => JsonNode.Parse(Pick(random, Values[scalar]));

    public static T Pick<T>(this Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];

    /// <summary>True once in so many times.</summary>
    public static bool Once(this Random random, int times) => random.Next(times) == 0;

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];
}
