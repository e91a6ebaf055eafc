using System.Text;

namespace HotChocolate.Language;

/// <summary>The UTF-8 text of a document, kept for the locations of later errors.</summary>
internal sealed class SourceText(byte[] utf8)
{
    public int Length => utf8.Length;

    public ReadOnlySpan<byte> Span => utf8;

    /// <summary>Line and column, both from 1, columns in UTF-16 units as the reference implementation counts.</summary>
    public Location GetLocation(int offset)
    {
        var line = 1;
        var lineStart = 0;
        var before = utf8.AsSpan(0, offset);
        for (var i = 0; i < before.Length; i++)
        {
            if (before[i] == '\n' || (before[i] == '\r' && (i + 1 >= utf8.Length || utf8[i + 1] != '\n')))
            {
                line++;
                lineStart = i + 1;
            }
        }

        return new Location(line, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
    }

    public override string ToString() => Encoding.UTF8.GetString(utf8);
}
