using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using Shop.ServiceDefaults.Telemetry;

namespace Shop.Tests.ServiceDefaults;

/// <summary>Whoever reaches the endpoint may read metrics; these want to keep others from it.</summary>
public sealed class MetricsEndpointTests : IDisposable
{
    private const string Request = "GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n";

    private readonly Meter _meter = new($"Test.{Guid.NewGuid()}");
    private readonly int _port = LoopbackPort.FindFree();
    private readonly MeterProvider _metrics;

    public MetricsEndpointTests() => _metrics = Sdk.CreateMeterProviderBuilder()
        .AddMeter(_meter.Name)
        .AddPrometheusExporter(static options => options.ScrapeResponseCacheDurationMilliseconds = 0)
        .Build();

    public void Dispose()
    {
        _metrics.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public async Task Who_does_not_read_keeps_nobody_from_reading_newer_figures()
    {
        // More than the system takes off a server for a client that does not read.
        for (var i = 0; i < 16; i++)
        {
            FillMegabyte($"filled{i}");
        }

        await using var endpoint = await StartAsync(TimeSpan.FromSeconds(60));
        var started = Stopwatch.GetTimestamp();
        List<Socket> idle = [];
        for (var i = 0; i < 4; i++)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
            idle.Add(socket);
            await socket.ConnectAsync(IPAddress.Loopback, _port, TestContext.Current.CancellationToken);
            await socket.SendAsync(Encoding.ASCII.GetBytes(Request), TestContext.Current.CancellationToken);
            await socket.ReceiveAsync(new byte[1], TestContext.Current.CancellationToken);
        }

        _meter.CreateCounter<long>("newer").Add(1);
        var read = await ReadAsync(IPAddress.Loopback);

        Assert.Contains("newer_total", read, StringComparison.Ordinal);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(30));
        idle.ForEach(socket => socket.Dispose());
    }

    [Theory]
    [InlineData("")]
    [InlineData("GET /metrics HTTP/1.1\r\nHost:")]
    [InlineData("POST /metrics HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n")]
    public async Task A_connection_that_is_not_done_is_cut_in_time(string sent)
    {
        await using var endpoint = await StartAsync(TimeSpan.FromSeconds(1));

        await TalkAsync(sent);
    }

    [Fact]
    public async Task A_connection_is_given_one_answer_however_many_requests_it_sends()
    {
        _meter.CreateCounter<long>("counted").Add(1);
        await using var endpoint = await StartAsync(TimeSpan.FromSeconds(30));

        var answer = await TalkAsync(string.Concat(Enumerable.Repeat(Request, 50)));

        Assert.Equal(2, answer.Split("HTTP/1.1 200 OK").Length);
        Assert.Contains("counted_total", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_floods_it_is_cut_off_and_others_are_answered()
    {
        _meter.CreateCounter<long>("counted").Add(1);
        await using var endpoint = await StartAsync(TimeSpan.FromMinutes(5));

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => ReadAsync(IPAddress.Loopback)));

        Assert.Equal(MetricsEndpoint.MaxConnectionsOfAddress, answers.Count(answer => answer is not null));
        Assert.Contains("counted_total", await ReadAsync(IPAddress.Parse("127.0.0.2")), StringComparison.Ordinal);
    }

    private async Task<MetricsEndpoint> StartAsync(TimeSpan maxConnectionTime)
    {
        var endpoint = new MetricsEndpoint(new MetricsAddress(IPAddress.Loopback, _port), _metrics)
        {
            MaxConnectionTime = maxConnectionTime,
        };
        await endpoint.StartAsync(TestContext.Current.CancellationToken);

        return endpoint;
    }

    private void FillMegabyte(string name)
    {
        var counter = _meter.CreateCounter<long>(name);
        for (var i = 0; i < 1000; i++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("text", $"{i}{new string('x', 1000)}"));
        }
    }

    /// <summary>The metrics as a client of that address reads them; null where the connection is cut.</summary>
    private async Task<string?> ReadAsync(IPAddress from)
    {
        using var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = async (context, cancellationToken) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(from, 0));
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);

                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        using var client = new HttpClient(handler);
        try
        {
            return await client.GetStringAsync(
                new Uri($"http://127.0.0.1:{_port}/metrics"), TestContext.Current.CancellationToken);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>What is answered until the connection is closed by the other side.</summary>
    private async Task<string> TalkAsync(string sent)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _port, timeout.Token);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(sent), timeout.Token);
        var answer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(answer, timeout.Token);
        }
        catch (IOException)
        {
            // Cut, with what was sent unread.
        }

        return Encoding.ASCII.GetString(answer.ToArray());
    }
}
