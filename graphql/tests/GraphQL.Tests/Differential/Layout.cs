namespace GraphQL.Tests.Differential;

/// <summary>Puts what is ignored between tokens: white space, line ends, commas, comments, byte order marks.</summary>
internal static class Layout
{
    private static readonly string[] Separators =
        ["\n", "\n  ", ", ", "\t", "\r\n", "\r", " #, { \"é\n", " # \U0001F600\r\n", "\uFEFF", ",,", "\n\n"];

    /// <summary>The tokens, each with what separates it from the next one.</summary>
    public static List<string> Apply(IReadOnlyList<string> tokens, Random random)
    {
        var plain = random.Once(2);
        var pieces = new List<string>(tokens.Count);
        for (var i = 0; i < tokens.Count; i++)
        {
            var canTouch = i + 1 < tokens.Count && (IsPunctuator(tokens[i]) || IsPunctuator(tokens[i + 1]));
            var separator = canTouch && random.Once(3) ? "" : plain || !random.Once(4) ? " " : random.Pick(Separators);
            pieces.Add(tokens[i] + separator);
        }

        return pieces;
    }

    private static bool IsPunctuator(string token) =>
        token.Length == 1 && "!$&()[]{}:=@|".Contains(token[0], StringComparison.Ordinal);
}
