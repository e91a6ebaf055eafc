using System.Text;
using Grpc.Core;
using Grpc.Tests.Echo;
using Grpc.Tests.Peers;
using Grpc.Tests.Server;
using PeerProcesses;

namespace Grpc.Tests;

/// <summary>The client against the servers of grpc-js and grpcio.</summary>
public sealed class PeerServerTests
{
    private const string Message = "héllo 100% 日本 😀\nline";

    [NodeFact]
    public Task Understands_grpc_js() => AssertUnderstandsAsync(PeerServer.StartNodeAsync);

    [PythonGrpcFact]
    public Task Understands_grpcio() => AssertUnderstandsAsync(PeerServer.StartPythonAsync);

    private static async Task AssertUnderstandsAsync(Func<Task<PeerServer>> startAsync)
    {
        await using var server = await startAsync();
        for (var code = 1; code <= 16; code++)
        {
            await AssertStatusAsync(server.Client, (StatusCode)code);
        }

        await AssertMetadataAsync(server.Client);
        await AssertStreamAsync(server.Client);
        await AssertLimitsAsync(server.Client);
        await AssertCancelAsync(server.Client);
    }

    private static async Task AssertStatusAsync(EchoService.EchoServiceClient client, StatusCode code)
    {
        byte[] details = [0, 1, 2, 254, 255];
        var exception = await Assert.ThrowsAsync<RpcException>(() => EchoAsync(client, new Metadata
        {
            { "x-status", $"{(int)code}" },
            { "x-message-bin", Encoding.UTF8.GetBytes(Message) },
            { "x-details-bin", details },
        }));

        Assert.Equal((code, Message), (exception.StatusCode, exception.Status.Detail));
        Assert.Equal(details, exception.Trailers.GetValueBytes("grpc-status-details-bin"));
    }

    private static async Task AssertMetadataAsync(EchoService.EchoServiceClient client)
    {
        byte[] data = [0, 1, 127, 128, 255];
        using var call = client.EchoAsync(
            new EchoMessage { Text = "hi" },
            new Metadata { { "x-text", "some text" }, { "x-data-bin", data } },
            DateTime.UtcNow + EchoServer.Patience);

        Assert.Equal("hi", (await call).Text);
        var headers = await call.ResponseHeadersAsync;
        Assert.Equal("some text", headers.GetValue("x-text"));
        Assert.Equal(data, headers.GetValueBytes("x-data-bin"));
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
        Assert.Equal("some text", call.GetTrailers().GetValue("x-text"));
        Assert.Equal(data, call.GetTrailers().GetValueBytes("x-data-bin"));
        Assert.NotEqual("Infinity", call.GetTrailers().GetValue("x-deadline"));
        Assert.NotEqual("None", call.GetTrailers().GetValue("x-deadline"));
    }

    private static async Task AssertStreamAsync(EchoService.EchoServiceClient client)
    {
        using var call = client.Count(
            new EchoMessage { Text = "hi" }, new Metadata { { "x-count", "1000" } }, DateTime.UtcNow + EchoServer.Patience);
        var count = 0;
        await foreach (var message in call.ResponseStream.ReadAllAsync())
        {
            Assert.Equal("hi", message.Text);
            count++;
        }

        Assert.Equal(1000, count);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    private static async Task AssertLimitsAsync(EchoService.EchoServiceClient client)
    {
        var big = await client.EchoAsync(new EchoMessage(), new Metadata { { "x-size", "3000000" } });
        Assert.Equal(3_000_000, big.Text.Length);
        await AssertCodeAsync(
            StatusCode.ResourceExhausted, () => EchoAsync(client, new Metadata { { "x-size", "5000000" } }));
        await AssertCodeAsync(
            StatusCode.ResourceExhausted, async () => await client.EchoAsync(new EchoMessage { Text = new('x', 2_000_000) }));
        await AssertCodeAsync(
            StatusCode.Unimplemented, async () => await client.MissingAsync(new EchoMessage()));
        await AssertCodeAsync(StatusCode.DeadlineExceeded, async () => await client.EchoAsync(
            new EchoMessage(), new Metadata { { "x-delay-ms", EchoServer.LongDelay } }, DateTime.UtcNow.AddMilliseconds(300)));
    }

    private static async Task AssertCancelAsync(EchoService.EchoServiceClient client)
    {
        using var cancellation = new CancellationTokenSource();
        using var call = client.EchoAsync(
            new EchoMessage(),
            new Metadata { { "x-delay-ms", EchoServer.LongDelay }, { "x-key", "one" } },
            cancellationToken: cancellation.Token);
        await HappenedAsync(client, "one-started");

        await cancellation.CancelAsync();

        await AssertCodeAsync(StatusCode.Cancelled, async () => await call);
        await HappenedAsync(client, "one-cancelled");
    }

    private static async Task HappenedAsync(EchoService.EchoServiceClient client, string what)
    {
        var deadline = DateTime.UtcNow + EchoServer.Patience;
        while (!await HasHappenedAsync(client, what, deadline))
        {
            await Task.Delay(20);
        }
    }

    private static async Task<bool> HasHappenedAsync(
        EchoService.EchoServiceClient client, string what, DateTime deadline)
    {
        try
        {
            await client.EchoAsync(new EchoMessage(), new Metadata { { "x-happened", what } }, deadline);
            return true;
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.NotFound)
        {
            return false;
        }
    }

    private static async Task AssertCodeAsync(StatusCode expected, Func<Task> act) =>
        Assert.Equal(expected, (await Assert.ThrowsAsync<RpcException>(act)).StatusCode);

    private static async Task EchoAsync(EchoService.EchoServiceClient client, Metadata metadata) =>
        await client.EchoAsync(new EchoMessage { Text = "hi" }, metadata, DateTime.UtcNow + EchoServer.Patience);
}
