using System.Text;

namespace Shop.Faults.Malformed;

/// <summary>Spoils what was right: bytes change, go, come twice, or make place for what parsers stumble over.</summary>
internal sealed class Mutator(int seed)
{
    private const int MaxChanges = 4;

    private static readonly byte[][] Stumbling =
    [
        .. new[]
        {
            "\"", "\\", "\\u0000", "\\ud800", "{", "}", "[[[[[[[[[[[[[[[[", "null", "true", "-1", "0x10", "1e999",
            "1.5", "99999999999999999999", "$", "@", "...", "#", "\"\"\"", "\0", "\r\n", "\u202e", "\ufeff", "%00",
            "__typename", "'; DROP TABLE orders; --", new string('A', 5000), new string('{', 300),
        }.Select(Encoding.UTF8.GetBytes),
        [0xff, 0xfe], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80],
    ];

    public Random Random { get; } = new(seed);

    public T Pick<T>(IReadOnlyList<T> choices) => choices[Random.Next(choices.Count)];

    /// <summary>Whether this is one of so many.</summary>
    public bool OneIn(int many) => Random.Next(many) == 0;

    public byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        Random.NextBytes(bytes);

        return bytes;
    }

    /// <summary>One of what is right, spoilt.</summary>
    public byte[] Spoil(IReadOnlyList<byte[]> right)
    {
        var bytes = Pick(right).ToList();
        var changes = Random.Next(1, MaxChanges + 1);
        for (var change = 0; change < changes; change++)
        {
            Change(bytes, right);
        }

        return [.. bytes];
    }

    /// <summary>Spoilt text that may stand in a header: printable characters of ASCII.</summary>
    public string SpoilHeader(string right, int maxLength = 4000) => new(
    [
        .. Spoil([Encoding.Latin1.GetBytes(right)]).Select(letter => (char)letter)
            .Where(letter => letter is >= ' ' and < (char)0x7f).Take(maxLength),
    ]);

    private void Change(List<byte> bytes, IReadOnlyList<byte[]> right)
    {
        var at = Random.Next(bytes.Count + 1);
        var some = Math.Min(Random.Next(1, 20), bytes.Count - at);
        switch (Random.Next(6))
        {
            case 0 when at < bytes.Count:
                bytes[at] = (byte)Random.Next(256);
                break;
            case 1:
                bytes.RemoveRange(at, some);
                break;
            case 2:
                bytes.InsertRange(at, bytes.GetRange(at, some));
                break;
            case 3:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 4:
                var other = Pick(right);
                bytes.InsertRange(at, other.AsSpan(Random.Next(other.Length)).ToArray());
                break;
            default:
                bytes.InsertRange(at, Pick(Stumbling));
                break;
        }
    }
}
