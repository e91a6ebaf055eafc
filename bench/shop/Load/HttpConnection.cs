using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Shop.Bench.Shop.Load;

/// <summary>
/// A kept-alive HTTP/1.1 connection with blocking calls, for one thread: of all ways to send a request and to read its
/// answer the one that takes the least processor time.
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    private const int MaxAnswer = 16 * 1024 * 1024;
    private const int TimeoutMilliseconds = 30_000;

    // What has come of the answer and where the reading of it stands.
    private byte[] _received = new byte[64 * 1024];
    private int _length;
    private int _position;
    private byte[] _body = new byte[64 * 1024];

    /// <param name="server">On the loopback interface.</param>
    /// <param name="number">
    /// Decides about the address that the connection comes from: a server that gives each address its share sees as
    /// many clients as there are connections.
    /// </param>
    public HttpConnection(IPEndPoint server, int number)
    {
        var source = new IPAddress([127, 0, (byte)(1 + (number / 250)), (byte)(1 + (number % 250))]);
        Socket.Bind(new IPEndPoint(source, 0));
        Socket.Connect(server);
    }

    public Socket Socket { get; } = new(SocketType.Stream, ProtocolType.Tcp)
    {
        NoDelay = true,
        ReceiveTimeout = TimeoutMilliseconds,
        SendTimeout = TimeoutMilliseconds,
    };

    /// <summary>Sends a whole request; the answer to the one before has been read.</summary>
    /// <exception cref="SocketException">The connection broke.</exception>
    public void Send(ReadOnlySpan<byte> request)
    {
        while (request.Length > 0)
        {
            request = request[Socket.Send(request)..];
        }
    }

    /// <summary>Waits for an answer and returns its status, and its body until the next call.</summary>
    /// <exception cref="IOException">The answer is no HTTP, or the connection was closed.</exception>
    /// <exception cref="SocketException">The connection broke, or the answer takes longer than 30 s.</exception>
    public int Receive(out ReadOnlySpan<byte> body)
    {
        (_length, _position) = (0, 0);
        var status = ReadStatus();
        var length = ReadHeaders();
        body = length is { } bytes ? Read(bytes) : ReadChunks();

        return status;
    }

    public void Dispose() => Socket.Dispose();

    // RFC 9112, section 4
    private int ReadStatus()
    {
        var line = ReadLine();

        return line.Length >= 12
            && line.StartsWith("HTTP/1.1 "u8)
            && Utf8Parser.TryParse(line[9..12], out int status, out _)
            ? status
            : throw new IOException("The answer is no HTTP/1.1.");
    }

    /// <summary>The bytes of the body; null when it comes in chunks.</summary>
    private int? ReadHeaders()
    {
        var length = 0;
        var isChunked = false;
        for (var line = ReadLine(); line.Length > 0; line = ReadLine())
        {
            if (StartsWith(line, "Content-Length: "u8) && Utf8Parser.TryParse(line[16..], out int bytes, out _))
            {
                length = bytes;
            }
            else if (StartsWith(line, "Transfer-Encoding: chunked"u8))
            {
                isChunked = true;
            }
        }

        return isChunked ? null : length;
    }

    // RFC 9112, section 7.1
    private ReadOnlySpan<byte> ReadChunks()
    {
        var length = 0;
        while (true)
        {
            if (!Utf8Parser.TryParse(ReadLine(), out int chunk, out _, 'x'))
            {
                throw new IOException("The size of a chunk is none.");
            }

            if (chunk == 0)
            {
                ReadLine();

                return _body.AsSpan(0, length);
            }

            var bytes = Read(chunk);
            EnsureRoom(ref _body, length + chunk);
            bytes.CopyTo(_body.AsSpan(length));
            length += chunk;
            ReadLine();
        }
    }

    private ReadOnlySpan<byte> ReadLine()
    {
        while (true)
        {
            var rest = _received.AsSpan(_position, _length - _position);
            var end = rest.IndexOf("\r\n"u8);
            if (end >= 0)
            {
                _position += end + 2;

                return rest[..end];
            }

            Receive();
        }
    }

    private ReadOnlySpan<byte> Read(int bytes)
    {
        EnsureRoom(ref _received, _position + bytes);
        while (_length - _position < bytes)
        {
            Receive();
        }

        _position += bytes;

        return _received.AsSpan(_position - bytes, bytes);
    }

    private void Receive()
    {
        EnsureRoom(ref _received, _length + 1);
        var bytes = Socket.Receive(_received.AsSpan(_length));
        _length += bytes > 0 ? bytes : throw new IOException("The server closed the connection.");
    }

    private static void EnsureRoom(ref byte[] buffer, int bytes)
    {
        if (bytes > MaxAnswer)
        {
            throw new IOException($"The answer has more than {MaxAnswer} bytes.");
        }

        if (bytes > buffer.Length)
        {
            Array.Resize(ref buffer, Math.Max(bytes, buffer.Length * 2));
        }
    }

    private static bool StartsWith(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name) =>
        line.Length >= name.Length && Ascii.EqualsIgnoreCase(line[..name.Length], name);
}
