using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;

namespace HotChocolate.Execution;

/// <summary>
/// A growing UTF-8 buffer for JSON that can be cut back, which is how a null replaces a failed value.
/// </summary>
internal sealed class JsonBuffer : IDisposable
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        "\0\u0001\u0002\u0003\u0004\u0005\u0006\a\b\t\n\v\f\r\u000e\u000f"
        + "\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f\"\\");

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(4096);

    /// <summary>How many bytes are written; setting it back forgets what follows.</summary>
    public int Position { get; set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Position);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(byte value)
    {
        if (Position == _bytes.Length)
        {
            Grow(1);
        }

        _bytes[Position++] = value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _bytes.Length - Position)
        {
            Grow(bytes.Length);
        }

        bytes.CopyTo(_bytes.AsSpan(Position));
        Position += bytes.Length;
    }

    public void WriteNull() => Write("null"u8);

    public void WriteBoolean(bool value) => Write(value ? "true"u8 : "false"u8);

    /// <summary>Writes a number, or with quotes whatever needs no escape.</summary>
    public void WriteFormatted<T>(T value, bool quoted = false, ReadOnlySpan<char> format = default)
        where T : IUtf8SpanFormattable
    {
        var room = 64;
        int written;
        while (true)
        {
            if (_bytes.Length - Position < room + 2)
            {
                Grow(room + 2);
            }

            var target = _bytes.AsSpan(Position + (quoted ? 1 : 0), room);
            if (value.TryFormat(target, out written, format, System.Globalization.CultureInfo.InvariantCulture))
            {
                break;
            }

            room *= 2;
        }

        if (quoted)
        {
            _bytes[Position] = (byte)'"';
            _bytes[Position + written + 1] = (byte)'"';
            written += 2;
        }

        Position += written;
    }

    public void WriteString(string value) => WriteString(value.AsSpan());

    public void WriteString(ReadOnlySpan<char> value)
    {
        Write((byte)'"');
        while (true)
        {
            var next = value.IndexOfAny(Escaped);
            WriteUtf8(next < 0 ? value : value[..next]);
            if (next < 0)
            {
                break;
            }

            WriteEscape(value[next]);
            value = value[(next + 1)..];
        }

        Write((byte)'"');
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        Position = 0;
    }

    private void WriteUtf8(ReadOnlySpan<char> text)
    {
        var most = text.Length * 3;
        if (most > _bytes.Length - Position)
        {
            Grow(most);
        }

        Position += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(Position));
    }

    private void WriteEscape(char value)
    {
        switch (value)
        {
            case '"':
                Write("\\\""u8);
                break;
            case '\\':
                Write("\\\\"u8);
                break;
            case '\n':
                Write("\\n"u8);
                break;
            case '\r':
                Write("\\r"u8);
                break;
            case '\t':
                Write("\\t"u8);
                break;
            default:
                Write("\\u00"u8);
                WriteFormatted((int)value, format: "X2");
                break;
        }
    }

    private void Grow(int needed)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(checked(Position + needed), _bytes.Length * 2));
        _bytes.AsSpan(0, Position).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
