using Grpc.Tests.Peers;
using Grpc.Tests.Server;
using PeerProcesses;

namespace Grpc.Tests;

/// <summary>The server against the clients of grpc-js and grpcio.</summary>
public sealed class PeerClientTests(EchoServer server) : IClassFixture<EchoServer>
{
    private const string Message = "héllo 100% 日本 😀\nline";

    [NodeFact]
    public Task Tells_grpc_js_every_status() => AssertEveryStatusAsync(PeerClient.NodeAsync);

    [PythonGrpcFact]
    public Task Tells_grpcio_every_status() => AssertEveryStatusAsync(PeerClient.PythonAsync);

    [NodeFact]
    public Task Exchanges_metadata_with_grpc_js() => AssertMetadataAsync(PeerClient.NodeAsync);

    [PythonGrpcFact]
    public Task Exchanges_metadata_with_grpcio() => AssertMetadataAsync(PeerClient.PythonAsync);

    [NodeFact]
    public Task Serves_grpc_js_what_it_can_and_refuses_the_rest() => AssertEndsAsync(PeerClient.NodeAsync);

    [PythonGrpcFact]
    public Task Serves_grpcio_what_it_can_and_refuses_the_rest() => AssertEndsAsync(PeerClient.PythonAsync);

    [NodeFact]
    public Task Sees_grpc_js_cancel() => AssertCancelAsync(PeerClient.NodeAsync, "node");

    [PythonGrpcFact]
    public Task Sees_grpcio_cancel() => AssertCancelAsync(PeerClient.PythonAsync, "python");

    [PythonGrpcFact]
    public async Task Reads_messages_that_grpcio_compressed()
    {
        var text = new string('a', 100_000);

        var outcome = Assert.Single(await PeerClient.PythonAsync(server.Http2, PeerCall.Echo(text) with { Gzip = true }));

        Assert.Equal(text, Assert.Single(outcome.Texts));
    }

    [PythonGrpcFact]
    public async Task Stops_decompressing_at_the_size_limit()
    {
        var bomb = PeerCall.Echo(new string('a', 5 * 1024 * 1024)) with { Gzip = true };

        var outcome = Assert.Single(await PeerClient.PythonAsync(server.Http2, bomb));

        Assert.Equal(8, outcome.Code);
    }

    private async Task AssertEveryStatusAsync(Func<Uri, PeerCall[], Task<PeerOutcome[]>> callAsync)
    {
        var message = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Message));
        var details = Convert.ToBase64String([0, 1, 2, 254, 255]);
        var calls = Enumerable.Range(1, 16).Select(code => PeerCall.Echo(
            "hi", ("x-status", $"{code}"), ("x-message-bin", message), ("x-details-bin", details)));

        var outcomes = await callAsync(server.Http2, [.. calls]);

        Assert.Equal(Enumerable.Range(1, 16), outcomes.Select(outcome => outcome.Code));
        Assert.All(outcomes, outcome => Assert.Equal(Message, outcome.Details));
        Assert.All(outcomes, outcome => Assert.Equal(details, outcome.Trailers["grpc-status-details-bin"]));
        Assert.All(outcomes, outcome => Assert.Empty(outcome.Messages));
    }

    private async Task AssertMetadataAsync(Func<Uri, PeerCall[], Task<PeerOutcome[]>> callAsync)
    {
        var data = Convert.ToBase64String([0, 1, 127, 128, 255]);

        var outcome = Assert.Single(await callAsync(
            server.Http2, [PeerCall.Echo("hi", ("x-text", "some text"), ("x-data-bin", data))]));

        Assert.Equal(0, outcome.Code);
        Assert.Equal(["hi"], outcome.Texts);
        Assert.Equal(("some text", data), (outcome.Headers["x-text"], outcome.Headers["x-data-bin"]));
        Assert.Equal(("some text", data), (outcome.Trailers["x-text"], outcome.Trailers["x-data-bin"]));
    }

    private async Task AssertEndsAsync(Func<Uri, PeerCall[], Task<PeerOutcome[]>> callAsync)
    {
        var big = new string('x', 3 * 1024 * 1024);
        var outcomes = await callAsync(server.Http2,
        [
            PeerCall.Echo(big),
            PeerCall.Echo(new string('x', 5 * 1024 * 1024)),
            PeerCall.Echo("hi", ("x-delay-ms", EchoServer.LongDelay)) with { DeadlineMs = 500 },
            PeerCall.Echo("hi") with { Path = "/echo.v1.EchoService/Nope" },
            PeerCall.Echo("hi") with { Path = "/echo.v1.EchoService/Missing" },
            PeerCall.Echo("hi") with { Path = "/echo.v1.EchoService/Secret" },
            PeerCall.Echo("hi", ("authorization", "bob")) with { Path = "/echo.v1.EchoService/Secret" },
            PeerCall.Echo("hi", ("authorization", "ann")) with { Path = "/echo.v1.EchoService/Secret" },
            PeerCall.Echo("hi", ("x-count", "1000")) with { Path = "/echo.v1.EchoService/Count" },
            PeerCall.Echo("hi", ("x-count", "3"), ("x-status", "9")) with { Path = "/echo.v1.EchoService/Count" },
            new PeerCall("/grpc.health.v1.Health/Check"),
        ]);

        Assert.Equal([0, 8, 4, 12, 12, 16, 7, 0, 0, 9, 0], outcomes.Select(outcome => outcome.Code));
        Assert.Equal(big, Assert.Single(outcomes[0].Texts));
        Assert.Equal("ann", Assert.Single(outcomes[7].Texts));
        Assert.Equal(1000, outcomes[8].Texts.Count(text => text == "hi"));
        Assert.Equal(3, outcomes[9].Messages.Length);
        Assert.Equal(Convert.ToBase64String([8, 1]), Assert.Single(outcomes[10].Messages));
    }

    private async Task AssertCancelAsync(Func<Uri, PeerCall[], Task<PeerOutcome[]>> callAsync, string key)
    {
        (string, string)[] metadata = [("x-text", "some text"), ("x-delay-ms", EchoServer.LongDelay), ("x-key", key)];
        var call = PeerCall.Echo("hi", metadata) with { CancelAtHeaders = true };

        var outcome = Assert.Single(await callAsync(server.Http2, [call]));

        Assert.Equal(1, outcome.Code);
        await server.Observations.Canceled(key).Task.WaitAsync(EchoServer.Patience);
    }
}
