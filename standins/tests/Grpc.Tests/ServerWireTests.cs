using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using Grpc.Tests.Echo;
using Grpc.Tests.Server;

namespace Grpc.Tests;

/// <summary>The server against raw HTTP/2 requests, as "gRPC over HTTP/2" and doc/statuscodes.md have it.</summary>
public sealed class ServerWireTests(EchoServer server) : IClassFixture<EchoServer>, IDisposable
{
    private const string Echo = "/echo.v1.EchoService/Echo";

    private readonly HttpClient _http = new();

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Sends_the_message_and_then_the_status_in_trailers()
    {
        var response = await PostAsync(Echo, Frame("hi"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/grpc", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(Frame("hi"), await response.Content.ReadAsByteArrayAsync());
        Assert.Equal("0", Single(response.TrailingHeaders, "grpc-status"));
    }

    [Fact]
    public async Task Sends_the_headers_before_the_message()
    {
        // Nothing else is sent any more on a connection that has been used.
        await PostAsync(Echo, Frame("hi"));

        var response = await PostAsync(
            Echo,
            Frame("hi"),
            request =>
            {
                request.Headers.Add("x-text", "some text");
                request.Headers.Add("x-delay-ms", EchoServer.LongDelay);
                request.Headers.Add("x-key", "headers");
            },
            HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal("some text", Single(response.Headers, "x-text"));
        response.Dispose();
        await server.Observations.Canceled("headers").Task.WaitAsync(EchoServer.Patience);
    }

    [Theory]
    [InlineData("")]
    [InlineData("000000")]
    [InlineData("0000000009 0102")]
    [InlineData("0000000004 0A026869 00")]
    [InlineData("0000000004 0A026869 0000000004 0A026869")]
    [InlineData("0100000004 0A026869")]
    [InlineData("0200000004 0A026869")]
    [InlineData("0000000002 FFFF")]
    public Task Answers_malformed_frames_with_INTERNAL(string frames) => AssertStatusAsync(
        13, Echo, Convert.FromHexString(frames.Replace(" ", "", StringComparison.Ordinal)));

    [Theory]
    [InlineData("identity", 13)]
    [InlineData("snappy", 12)]
    [InlineData("gzip", 13)]
    public async Task Answers_messages_that_it_cannot_decompress(string encoding, int status)
    {
        var response = await AssertStatusAsync(
            status, Echo, [1, .. Frame("hi")[1..]], request => request.Headers.Add("grpc-encoding", encoding));

        Assert.Equal(status == 12, response.Headers.Contains("grpc-accept-encoding"));
    }

    [Theory]
    [InlineData("00 00400001")]
    [InlineData("00 FFFFFFFF")]
    public Task Answers_lengths_over_the_limit_with_RESOURCE_EXHAUSTED(string header) => AssertStatusAsync(
        8, Echo, [.. Convert.FromHexString(header.Replace(" ", "", StringComparison.Ordinal)), 1, 2]);

    [Fact]
    public Task Answers_a_message_over_4_MB_with_RESOURCE_EXHAUSTED() =>
        AssertStatusAsync(8, Echo, Frame(new string('x', 4 * 1024 * 1024)));

    [Theory]
    [InlineData("/echo.v1.EchoService/Nope", "Method is unimplemented.")]
    [InlineData("/echo.v1.Nope/Echo", "Service is unimplemented.")]
    public async Task Answers_what_is_not_there_with_UNIMPLEMENTED(string path, string message)
    {
        var response = await AssertStatusAsync(12, path, Frame("hi"));

        Assert.Equal(message, Single(response.Headers, "grpc-message"));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/grpc-web")]
    [InlineData(null)]
    public async Task Refuses_other_content_types(string? contentType)
    {
        var response = await PostAsync(
            Echo, Frame("hi"), request => request.Content!.Headers.ContentType = contentType is null
                ? null
                : new MediaTypeHeaderValue(contentType));

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Fact]
    public async Task Refuses_HTTP_1()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Http1, Echo));
        request.Content = Content(Frame("hi"));

        var response = await _http.SendAsync(request);

        Assert.Equal(HttpStatusCode.UpgradeRequired, response.StatusCode);
        Assert.Equal("HTTP/2", response.Headers.Upgrade.ToString());
    }

    [Fact]
    public Task Answers_at_the_deadline() => AssertStatusAsync(4, Echo, Frame("hi"), request =>
    {
        request.Headers.Add("grpc-timeout", "100m");
        request.Headers.Add("x-delay-ms", EchoServer.LongDelay);
    });

    [Theory]
    [InlineData("abc")]
    [InlineData("123456789S")]
    [InlineData("5")]
    [InlineData("-1S")]
    public async Task Passes_over_a_timeout_that_is_not_one(string timeout)
    {
        var response = await PostAsync(
            Echo, Frame("hi"), request => request.Headers.TryAddWithoutValidation("grpc-timeout", timeout));

        Assert.Equal("0", Single(response.TrailingHeaders, "grpc-status"));
    }

    [Fact]
    public async Task Encodes_the_message_and_sends_the_metadata_of_an_error()
    {
        var response = await AssertStatusAsync(7, Echo, Frame("hi"), request =>
        {
            request.Headers.Add("x-status", "7");
            request.Headers.Add("x-message-bin", Convert.ToBase64String("hé\n100% ~"u8));
            request.Headers.Add("x-details-bin", "AAEC/w");
        });

        Assert.Equal("h%C3%A9%0A100%25 ~", Single(response.Headers, "grpc-message"));
        Assert.Equal("AAEC/w", Single(response.Headers, "grpc-status-details-bin").TrimEnd('='));
    }

    [Fact]
    public async Task Does_not_tell_what_a_method_threw()
    {
        var response = await AssertStatusAsync(
            2, Echo, Frame("hi"), request => request.Headers.Add("x-throw", "the password is 1234"));

        Assert.Equal("Exception was thrown by handler.", Single(response.Headers, "grpc-message"));
    }

    private static string Single(HttpHeaders headers, string name) => Assert.Single(headers.GetValues(name));

    private static byte[] Frame(string text)
    {
        var message = new EchoMessage { Text = text }.ToByteArray();
        var frame = new byte[5 + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame.AsSpan(5));
        return frame;
    }

    private static ByteArrayContent Content(byte[] body) =>
        new(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } };

    private async Task<HttpResponseMessage> AssertStatusAsync(
        int expected, string path, byte[] body, Action<HttpRequestMessage>? change = null)
    {
        var response = await PostAsync(path, body, change);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        Assert.Equal($"{expected}", Single(response.Headers, "grpc-status"));
        return response;
    }

    private async Task<HttpResponseMessage> PostAsync(
        string path,
        byte[] body,
        Action<HttpRequestMessage>? change = null,
        HttpCompletionOption completion = HttpCompletionOption.ResponseContentRead)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Http2, path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = Content(body),
        };
        request.Headers.Add("te", "trailers");
        change?.Invoke(request);
        return await _http.SendAsync(request, completion).WaitAsync(EchoServer.Patience);
    }
}
