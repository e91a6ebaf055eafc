using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GraphQL.Tests.Http;

/// <summary>Clients that send a request's body slowly or never: Kestrel gives up, and they are told.</summary>
public sealed class SlowBodyTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("{\"query\":", "HTTP/1.1 408 ", "The request's body did not arrive in time.")]
    [InlineData("", "HTTP/1.1 408 ", "The request's body did not arrive in time.")]
    public async Task Gives_a_body_up_that_does_not_arrive(string sent, string status, string message)
    {
        await using var app = await StartAsync();
        using var client = await ConnectAsync(app);

        await WriteAsync(
            client,
            "POST /graphql HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n"
            + $"Content-Length: 100\r\n\r\n{sent}");
        var answer = await ReadToEndAsync(client);

        Assert.StartsWith(status, answer, StringComparison.Ordinal);
        Assert.Contains(message, answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_body_that_says_that_it_is_too_large_before_it_arrives()
    {
        await using var app = await StartAsync();
        using var client = await ConnectAsync(app);

        await WriteAsync(
            client,
            "POST /graphql HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n"
            + "Content-Length: 2000000000\r\n\r\n");
        var answer = await ReadToEndAsync(client);

        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        Assert.Contains("The body is larger than 10000 bytes.", answer, StringComparison.Ordinal);
    }

    private static Task<WebApplication> StartAsync() => GraphQLHost.StartAsync(
        onPort: true,
        configureBuilder: builder => builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(240, TimeSpan.FromSeconds(1.1))));

    private static async Task<TcpClient> ConnectAsync(WebApplication app)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(app.Urls.First()).Port);

        return client;
    }

    private static async Task WriteAsync(TcpClient client, string text) =>
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text));

    private static async Task<string> ReadToEndAsync(TcpClient client)
    {
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII, leaveOpen: true);

        return await reader.ReadToEndAsync().WaitAsync(Timeout);
    }
}
