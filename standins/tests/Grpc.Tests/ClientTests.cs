using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Tests.Echo;
using Grpc.Tests.Server;

namespace Grpc.Tests;

public sealed class ClientTests(EchoServer server) : IClassFixture<EchoServer>
{
    private static readonly EchoMessage Hi = new() { Text = "hi" };

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, StatusCode.Internal)]
    [InlineData(HttpStatusCode.Unauthorized, StatusCode.Unauthenticated)]
    [InlineData(HttpStatusCode.Forbidden, StatusCode.PermissionDenied)]
    [InlineData(HttpStatusCode.NotFound, StatusCode.Unimplemented)]
    [InlineData(HttpStatusCode.TooManyRequests, StatusCode.Unavailable)]
    [InlineData(HttpStatusCode.InternalServerError, StatusCode.Unknown)]
    [InlineData(HttpStatusCode.BadGateway, StatusCode.Unavailable)]
    [InlineData(HttpStatusCode.ServiceUnavailable, StatusCode.Unavailable)]
    [InlineData(HttpStatusCode.GatewayTimeout, StatusCode.Unavailable)]
    [InlineData(HttpStatusCode.Found, StatusCode.Unknown)]
    public async Task Maps_statuses_of_HTTP(HttpStatusCode http, StatusCode expected)
    {
        using var channel = Canned(http, "text/html");

        await AssertCodeAsync(expected, channel, Hi);
    }

    [Fact]
    public async Task Prefers_the_status_of_gRPC_to_that_of_HTTP()
    {
        using var channel = Canned(HttpStatusCode.ServiceUnavailable, "application/grpc", ("grpc-status", "5"));

        await AssertCodeAsync(StatusCode.NotFound, channel, Hi);
    }

    [Theory]
    [InlineData("text/html", null, StatusCode.Cancelled)]
    [InlineData("application/grpc", null, StatusCode.Cancelled)]
    [InlineData("application/grpc", "0", StatusCode.Internal)]
    [InlineData("application/grpc", "junk", StatusCode.Internal)]
    public async Task Refuses_responses_that_are_not_complete(string contentType, string? status, StatusCode expected)
    {
        using var channel = status is null
            ? Canned(HttpStatusCode.OK, contentType)
            : Canned(HttpStatusCode.OK, contentType, ("grpc-status", status));

        await AssertCodeAsync(expected, channel, Hi);
    }

    [Fact]
    public async Task Says_UNAVAILABLE_when_nobody_listens()
    {
        using var channel = GrpcChannel.ForAddress("http://127.0.0.1:1");

        await AssertCodeAsync(StatusCode.Unavailable, channel, Hi);
    }

    [Fact]
    public async Task Says_RESOURCE_EXHAUSTED_for_a_message_that_it_may_not_send()
    {
        using var channel = GrpcChannel.ForAddress(
            server.Http2, new GrpcChannelOptions { MaxSendMessageSize = 100 });

        await AssertCodeAsync(StatusCode.ResourceExhausted, channel, new EchoMessage { Text = new string('x', 101) });
    }

    [Fact]
    public async Task Does_not_start_a_call_after_its_deadline()
    {
        var exception = await Assert.ThrowsAsync<RpcException>(
            async () => await server.Client.EchoAsync(Hi, deadline: DateTime.UtcNow.AddSeconds(-1)));

        Assert.Equal(StatusCode.DeadlineExceeded, exception.StatusCode);
    }

    [Fact]
    public async Task Refuses_a_deadline_in_local_time() =>
        await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await server.Client.EchoAsync(Hi, deadline: DateTime.Now.AddSeconds(1)));

    [Fact]
    public async Task Tells_the_server_its_deadline()
    {
        var deadline = DateTime.UtcNow.AddSeconds(30);

        await server.Client.EchoAsync(Hi, new Metadata { { "x-observe", "deadline" } }, deadline);

        var seen = server.Observations.Seen["deadline"].Deadline;
        Assert.InRange(seen, deadline.AddSeconds(-5), deadline.AddSeconds(5));
        Assert.Equal(DateTimeKind.Utc, seen.Kind);
    }

    [Fact]
    public async Task Cancels_on_the_server_what_is_disposed()
    {
        var call = server.Client.EchoAsync(
            Hi, new Metadata { { "x-delay-ms", EchoServer.LongDelay }, { "x-key", "disposed" } });
        await server.Observations.Started("disposed").Task.WaitAsync(EchoServer.Patience);

        call.Dispose();

        var exception = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal(StatusCode.Cancelled, exception.StatusCode);
        await server.Observations.Canceled("disposed").Task.WaitAsync(EchoServer.Patience);
    }

    [Fact]
    public async Task Cancels_a_stream_that_is_not_read_to_its_end()
    {
        using var cancellation = new CancellationTokenSource();
        using var call = server.Client.Count(
            Hi,
            new Metadata { { "x-count", "1" }, { "x-delay-ms", EchoServer.LongDelay }, { "x-key", "stream" } },
            cancellationToken: cancellation.Token);
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));

        await cancellation.CancelAsync();

        await server.Observations.Canceled("stream").Task.WaitAsync(EchoServer.Patience);
        var exception = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(default));
        Assert.Equal(StatusCode.Cancelled, exception.StatusCode);
    }

    [Fact]
    public async Task Makes_many_calls_at_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(async number =>
            (await server.Client.EchoAsync(
                new EchoMessage { Text = $"{number}" }, deadline: DateTime.UtcNow + EchoServer.Patience)).Text));

        Assert.Equal(Enumerable.Range(0, 200).Select(number => $"{number}"), answers);
    }

    [Fact]
    public void Makes_blocking_calls() => Assert.Equal("hi", server.Client.Echo(Hi).Text);

    [Fact]
    public void Has_no_status_before_the_call_is_complete()
    {
        using var call = server.Client.EchoAsync(Hi, new Metadata { { "x-delay-ms", EchoServer.LongDelay } });

        Assert.Throws<InvalidOperationException>(() => call.GetStatus());
    }

    private static async Task AssertCodeAsync(StatusCode expected, GrpcChannel channel, EchoMessage request)
    {
        var client = new EchoService.EchoServiceClient(channel);
        var exception = await Assert.ThrowsAsync<RpcException>(async () => await client.EchoAsync(request));
        Assert.Equal(expected, exception.StatusCode);
    }

    private static GrpcChannel Canned(
        HttpStatusCode code, string contentType, params (string Name, string Value)[] headers) =>
        GrpcChannel.ForAddress("http://canned", new GrpcChannelOptions
        {
            HttpHandler = new CannedHandler(code, contentType, headers),
            DisposeHttpClient = true,
        });

    private sealed class CannedHandler(
        HttpStatusCode code, string contentType, (string Name, string Value)[] headers) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = new HttpResponseMessage(code) { Version = HttpVersion.Version20 };
            response.Content = new ByteArrayContent([])
            {
                Headers = { ContentType = new MediaTypeHeaderValue(contentType) },
            };
            foreach (var (name, value) in headers)
            {
                response.Headers.Add(name, value);
            }

            return Task.FromResult(response);
        }
    }
}
