using System.Text;

namespace HotChocolate.Language;

/// <summary>The specification's BlockStringValue algorithm.</summary>
internal static class BlockString
{
    public static string Dedent(string raw)
    {
        var lines = raw.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n', '\r');
        var indent = int.MaxValue;
        var first = lines.Length;
        var last = -1;
        for (var i = 0; i < lines.Length; i++)
        {
            var leading = LeadingWhitespace(lines[i]);
            if (leading == lines[i].Length)
            {
                continue;
            }

            first = Math.Min(first, i);
            last = i;
            indent = i == 0 ? indent : Math.Min(indent, leading);
        }

        var text = new StringBuilder(raw.Length);
        for (var i = first; i <= last; i++)
        {
            if (i > first)
            {
                text.Append('\n');
            }

            var line = lines[i];
            text.Append(line.AsSpan(i == 0 ? 0 : Math.Min(indent, line.Length)));
        }

        return text.ToString();
    }

    private static int LeadingWhitespace(string line)
    {
        var length = line.AsSpan().IndexOfAnyExcept(' ', '\t');

        return length < 0 ? line.Length : length;
    }
}
