using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Shop.Bench.Shop.Data;

namespace Shop.Bench.Shop.Load;

/// <summary>
/// A request whose bytes stand in memory; only the numbers of the ids in it are written anew each time. One thread uses
/// it.
/// </summary>
internal sealed class Request
{
    private readonly Operation _operation;
    private readonly byte[] _bytes;
    private readonly int[] _slots;
    private readonly long[] _numbers;
    private readonly byte[] _expected;

    /// <param name="operation">What is asked.</param>
    /// <param name="path">Of the server.</param>
    /// <param name="token">Who asks; null for nobody.</param>
    public Request(Operation operation, string path, string? token)
    {
        _operation = operation;
        var authorization = token is null ? "" : $"Authorization: Bearer {token}\r\n";
        _bytes = Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            + $"Accept: application/graphql-response+json\r\n{authorization}"
            + $"Content-Length: {Encoding.ASCII.GetByteCount(operation.Body)}\r\n\r\n{operation.Body}");
        _slots = [.. Slots(_bytes)];
        _numbers = new long[_slots.Length];
        _expected = Encoding.ASCII.GetBytes(operation.Expected);
    }

    /// <summary>The bytes of the next request.</summary>
    public ReadOnlySpan<byte> Next(int connection, Random random)
    {
        _operation.Choose(connection, random, _numbers);
        for (var slot = 0; slot < _slots.Length; slot++)
        {
            _numbers[slot].TryFormat(
                _bytes.AsSpan(_slots[slot], ShopIds.NumberLength), out _, "x12", CultureInfo.InvariantCulture);
        }

        return _bytes;
    }

    /// <summary>Whether the answer is right: 200, no errors, and what was expected in its place.</summary>
    public bool IsRight(int status, ReadOnlySpan<byte> body) =>
        status == 200
        && body.StartsWith(_expected)
        && (_operation.Rows is not { } rows || body.Count("{\"id\":"u8) == rows)
        && body.IndexOf("\"errors\""u8) < 0
        && (_operation.ExpectedInside is not { } inside || body.IndexOf(inside) >= 0);

    /// <summary>The id that the answer names first, where the operation creates something.</summary>
    public Guid? Created(ReadOnlySpan<byte> body) =>
        _operation.Creates
        && Utf8Parser.TryParse(body[_expected.Length..], out Guid id, out _)
            ? id
            : null;

    private static IEnumerable<int> Slots(byte[] bytes)
    {
        var slot = Encoding.ASCII.GetBytes(Operation.Number);
        for (var index = bytes.AsSpan().IndexOf(slot); index >= 0;)
        {
            yield return index;
            var next = bytes.AsSpan(index + slot.Length).IndexOf(slot);
            index = next < 0 ? -1 : index + slot.Length + next;
        }
    }
}
