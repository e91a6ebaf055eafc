using System.Buffers;
using System.Text;

namespace HotChocolate.Language;

/// <summary>Reads the lexical tokens of the specification, section 2.1, from UTF-8.</summary>
internal ref struct Lexer
{
    private static readonly SearchValues<byte> NameBytes = SearchValues.Create(
        "_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    private readonly SourceText _text;
    private readonly ReadOnlySpan<byte> _source;

    public Lexer(SourceText text)
    {
        _text = text;
        _source = text.Span;
    }

    public TokenKind Kind { get; private set; }

    public int Start { get; private set; }

    public int End { get; private set; }

    public int PreviousEnd { get; private set; }

    /// <summary>The value of the current string token.</summary>
    public string? Text { get; private set; }

    public readonly ReadOnlySpan<byte> Bytes => _source[Start..End];

    public void Advance()
    {
        PreviousEnd = End;
        Start = SkipIgnored(End);
        End = Start + 1;
        if (Start >= _source.Length)
        {
            End = Start;
            Kind = TokenKind.EndOfFile;

            return;
        }

        Kind = _source[Start] switch
        {
            (byte)'!' => TokenKind.Bang,
            (byte)'$' => TokenKind.Dollar,
            (byte)'&' => TokenKind.Ampersand,
            (byte)'(' => TokenKind.OpenParenthesis,
            (byte)')' => TokenKind.CloseParenthesis,
            (byte)'.' => ReadSpread(),
            (byte)':' => TokenKind.Colon,
            (byte)'=' => TokenKind.EqualsSign,
            (byte)'@' => TokenKind.At,
            (byte)'[' => TokenKind.OpenBracket,
            (byte)']' => TokenKind.CloseBracket,
            (byte)'{' => TokenKind.OpenBrace,
            (byte)'|' => TokenKind.Pipe,
            (byte)'}' => TokenKind.CloseBrace,
            (byte)'"' => ReadString(),
            (byte)'_' or (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') => ReadName(),
            (byte)'-' or (>= (byte)'0' and <= (byte)'9') => ReadNumber(),
            _ => throw Unexpected(Start),
        };
    }

    /// <summary>The error for whatever stands at the offset.</summary>
    public readonly SyntaxException Unexpected(int offset)
    {
        if (offset >= _source.Length)
        {
            return Error("Unexpected <EOF>.", offset);
        }

        Rune.DecodeFromUtf8(_source[offset..], out var rune, out _);
        var name = rune.Value == '"' ? "'\"'"
            : rune.Value is >= 0x20 and < 0x7F ? $"\"{rune}\"" : $"U+{rune.Value:X4}";

        return Error($"Unexpected character: {name}.", offset);
    }

    public readonly SyntaxException Error(string message, int offset) =>
        new($"Syntax Error: {message}", _text.GetLocation(offset));

    private readonly int SkipIgnored(int position)
    {
        while (position < _source.Length)
        {
            switch (_source[position])
            {
                case (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)',':
                    position++;
                    break;
                case (byte)'#':
                    var length = _source[position..].IndexOfAny((byte)'\n', (byte)'\r');
                    position = length < 0 ? _source.Length : position + length;
                    break;
                case 0xEF when _source[position..].StartsWith("\uFEFF"u8):
                    position += 3;
                    break;
                default:
                    return position;
            }
        }

        return position;
    }

    private TokenKind ReadSpread()
    {
        if (!_source[Start..].StartsWith("..."u8))
        {
            throw Unexpected(Start);
        }

        End = Start + 3;

        return TokenKind.Spread;
    }

    private TokenKind ReadName()
    {
        var length = _source[Start..].IndexOfAnyExcept(NameBytes);
        End = length < 0 ? _source.Length : Start + length;

        return TokenKind.Name;
    }

    private TokenKind ReadNumber()
    {
        var position = Start;
        var kind = TokenKind.Integer;
        if (At(position) == '-')
        {
            position++;
        }

        if (At(position) == '0')
        {
            position++;
            if (char.IsAsciiDigit((char)At(position)))
            {
                throw Error($"Invalid number, unexpected digit after 0: \"{(char)At(position)}\".", position);
            }
        }
        else
        {
            position = ReadDigits(position);
        }

        if (At(position) == '.')
        {
            kind = TokenKind.Float;
            position = ReadDigits(position + 1);
        }

        if (At(position) is (byte)'e' or (byte)'E')
        {
            kind = TokenKind.Float;
            position++;
            position = ReadDigits(At(position) is (byte)'+' or (byte)'-' ? position + 1 : position);
        }

        if (At(position) == '.' || At(position) == '_' || char.IsAsciiLetter((char)At(position)))
        {
            throw Unexpected(position);
        }

        End = position;

        return kind;
    }

    private readonly int ReadDigits(int position)
    {
        var length = _source[Math.Min(position, _source.Length)..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');

        return length == 0 || position >= _source.Length
            ? throw Error("Invalid number, expected digit.", Math.Min(position, _source.Length))
            : length < 0 ? _source.Length : position + length;
    }

    private readonly byte At(int position) => position < _source.Length ? _source[position] : (byte)0;

    private TokenKind ReadString()
    {
        var reader = new StringReader(this, _source);
        var block = _source[Start..].StartsWith("\"\"\""u8);
        Text = block ? reader.ReadBlock(Start, out var end) : reader.ReadQuoted(Start, out end);
        End = end;

        return block ? TokenKind.BlockText : TokenKind.Text;
    }
}
