using System.Globalization;
using System.Text;

namespace HotChocolate.Language;

/// <summary>Resolves quoted and block strings: specification, section 2.9.4.</summary>
internal readonly ref struct StringReader(Lexer lexer, ReadOnlySpan<byte> source)
{
    private readonly Lexer _lexer = lexer;
    private readonly ReadOnlySpan<byte> _source = source;

    public string ReadQuoted(int start, out int end)
    {
        StringBuilder? text = null;
        var chunk = start + 1;
        while (true)
        {
            var length = _source[chunk..].IndexOfAny("\"\\\n\r"u8);
            var position = length < 0 ? _source.Length : chunk + length;
            var piece = _source[chunk..position];
            if (position >= _source.Length || _source[position] is (byte)'\n' or (byte)'\r')
            {
                throw _lexer.Error("Unterminated string.", position);
            }

            if (_source[position] == '"')
            {
                end = position + 1;

                return text is null
                    ? Encoding.UTF8.GetString(piece)
                    : text.Append(Encoding.UTF8.GetString(piece)).ToString();
            }

            text = (text ?? new StringBuilder()).Append(Encoding.UTF8.GetString(piece));
            chunk = ReadEscape(position, text);
        }
    }

    public string ReadBlock(int start, out int end)
    {
        var raw = new StringBuilder();
        var chunk = start + 3;
        while (true)
        {
            var length = _source[chunk..].IndexOf("\"\"\""u8);
            if (length < 0)
            {
                throw _lexer.Error("Unterminated string.", _source.Length);
            }

            var quotes = chunk + length;
            if (length > 0 && _source[quotes - 1] == '\\')
            {
                raw.Append(Encoding.UTF8.GetString(_source[chunk..(quotes - 1)])).Append("\"\"\"");
                chunk = quotes + 3;
                continue;
            }

            end = quotes + 3;

            return BlockString.Dedent(raw.Append(Encoding.UTF8.GetString(_source[chunk..quotes])).ToString());
        }
    }

    private int ReadEscape(int position, StringBuilder text)
    {
        var escaped = position + 1 < _source.Length ? _source[position + 1] : (byte)0;
        if (escaped == 'u')
        {
            return ReadUnicodeEscape(position, text);
        }

        text.Append(escaped switch
        {
            (byte)'"' => '"',
            (byte)'\\' => '\\',
            (byte)'/' => '/',
            (byte)'b' => '\b',
            (byte)'f' => '\f',
            (byte)'n' => '\n',
            (byte)'r' => '\r',
            (byte)'t' => '\t',
            _ => throw _lexer.Error("Invalid character escape sequence.", position),
        });

        return position + 2;
    }

    private int ReadUnicodeEscape(int position, StringBuilder text)
    {
        if (position + 2 < _source.Length && _source[position + 2] == '{')
        {
            var length = _source[(position + 3)..].IndexOf((byte)'}');
            var digits = length is >= 1 and <= 64 ? _source.Slice(position + 3, length).TrimStart((byte)'0') : default;
            if (length is < 1 or > 64 || digits.Length > 6 || !Rune.IsValid(ParseHex(digits, position)))
            {
                throw Invalid(position);
            }

            text.Append(new Rune(ParseHex(digits, position)));

            return position + 3 + length + 1;
        }

        var code = ParseUnit(position, position);
        if (Rune.IsValid(code))
        {
            text.Append((char)code);

            return position + 6;
        }

        if (char.IsHighSurrogate((char)code) && _source[(position + 6)..].StartsWith("\\u"u8))
        {
            var low = ParseUnit(position + 6, position);
            if (char.IsLowSurrogate((char)low))
            {
                text.Append((char)code).Append((char)low);

                return position + 12;
            }
        }

        throw Invalid(position);
    }

    private int ParseUnit(int position, int errorPosition) => position + 6 <= _source.Length
        ? ParseHex(_source.Slice(position + 2, 4), errorPosition)
        : throw Invalid(errorPosition);

    private int ParseHex(ReadOnlySpan<byte> digits, int position)
    {
        var value = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigit((char)digit))
            {
                throw Invalid(position);
            }

            value = (value << 4) | int.Parse([digit], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        }

        return value;
    }

    private SyntaxException Invalid(int position) => _lexer.Error("Invalid Unicode escape sequence.", position);
}
