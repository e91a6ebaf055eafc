using System.Text.Json;
using HotChocolate.AspNetCore;
using HotChocolate.AspNetCore.Subscriptions;
using HotChocolate.AspNetCore.Subscriptions.Protocols;
using Microsoft.Extensions.DependencyInjection;
using PeerProcesses;

namespace GraphQL.Tests.Subscriptions;

/// <summary>The clients of npm's graphql-ws and graphql-sse.</summary>
public sealed class PeerClientTests
{
    [NodeTheory]
    [InlineData("graphql-ws.mjs", "{ hello }", """{"data":{"hello":"Hello, world!"}}""")]
    [InlineData("graphql-sse.mjs", "{ hello }", """{"data":{"hello":"Hello, world!"}}""")]
    [InlineData(
        "graphql-ws.mjs", "subscription { count(to: 2) }", """{"data":{"count":1}}""", """{"data":{"count":2}}""")]
    [InlineData(
        "graphql-sse.mjs", "subscription { count(to: 2) }", """{"data":{"count":1}}""", """{"data":{"count":2}}""")]
    public async Task Clients_read_every_response(string client, string query, params string[] expected)
    {
        await using var app = await SubscriptionHost.StartAsync();

        var lines = await SubscribeAsync(client, new { url = $"{app.Urls.First()}/graphql", query });

        Assert.Equal([.. expected.Select(line => $"0 {line}"), "0 \"complete\""], lines);
    }

    [NodeFact]
    public async Task Clients_are_told_what_is_wrong_with_their_operation()
    {
        await using var app = await SubscriptionHost.StartAsync();
        var request = new { url = $"{app.Urls.First()}/graphql", query = "subscription { unknown }" };

        var socket = Assert.Single(await SubscribeAsync("graphql-ws.mjs", request));
        var events = await SubscribeAsync("graphql-sse.mjs", request);

        Assert.StartsWith("""0 {"error":[{"message":""", socket, StringComparison.Ordinal);
        Assert.StartsWith("""0 {"errors":[{"message":""", events[0], StringComparison.Ordinal);
        Assert.Equal("0 \"complete\"", events[1]);
    }

    [NodeTheory]
    [InlineData("graphql-ws.mjs", 1_000)]
    [InlineData("graphql-sse.mjs", 200)]
    public async Task Every_subscriber_of_a_topic_gets_every_event(string client, int clients)
    {
        await using var app = await SubscriptionHost.StartAsync();
        var url = $"{app.Urls.First()}/graphql";

        var subscribing = SubscribeAsync(client, new { url, clients, query = "subscription { visits }" });
        await app.WaitForSubscribersAsync("Visits", clients);
        for (var i = 0; i < 3; i++)
        {
            await app.Sender().SendAsync("Visits", i);
        }

        await app.Sender().CompleteAsync("Visits");
        var lines = await subscribing;

        Assert.Equal(clients, lines.Count(line => line.EndsWith("\"complete\"", StringComparison.Ordinal)));
        for (var i = 0; i < 3; i++)
        {
            var end = $"{{\"visits\":{i + 1}}}}}";
            Assert.Equal(clients, lines.Count(line => line.EndsWith(end, StringComparison.Ordinal)));
        }
    }

    [NodeFact]
    public async Task A_client_connects_again_after_its_connection_was_cut()
    {
        await using var app = await SubscriptionHost.StartAsync(
            builder => builder.AddSocketSessionInterceptor<Connections>().Services.AddSingleton<Connections>());
        var url = $"{app.Urls.First()}/graphql";

        var subscribing = SubscribeAsync("graphql-ws.mjs", new { url, retries = 5, query = "subscription { visits }" });
        await app.WaitForSubscribersAsync("Visits", 1);
        app.Services.GetRequiredService<Connections>().CutFirst();
        await app.WaitForSubscribersAsync("Visits", 0);
        await app.WaitForSubscribersAsync("Visits", 1);
        await app.Sender().SendAsync("Visits", 1);
        await app.Sender().CompleteAsync("Visits");

        Assert.Equal(["""0 {"data":{"visits":2}}""", "0 \"complete\""], await subscribing);
    }

    [NodeFact]
    public async Task A_client_whose_connection_is_rejected_learns_the_reason()
    {
        await using var app = await SubscriptionHost.StartAsync(
            builder => builder.AddSocketSessionInterceptor<Connections>().Services.AddSingleton<Connections>());
        var url = $"{app.Urls.First()}/graphql";

        var lines = await SubscribeAsync(
            "graphql-ws.mjs", new { url, query = "{ hello }", connectionParams = new { reject = "Not today." } });

        Assert.Equal("""0 {"error":{"code":4403,"reason":"Not today."}}""", Assert.Single(lines));
    }

    private static async Task<string[]> SubscribeAsync(string client, object input) =>
        (await Peer.NodeAsync(client, JsonSerializer.Serialize(input)))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private sealed class Connections : DefaultSocketSessionInterceptor
    {
        private ISocketSession? _first;

        public void CutFirst() => _first!.Connection.HttpContext.Abort();

        public override ValueTask<ConnectionStatus> OnConnectAsync(
            ISocketSession session,
            IOperationMessagePayload connectionInitMessage,
            CancellationToken cancellationToken = default)
        {
            _first ??= session;

            return new(connectionInitMessage.Payload?.TryGetProperty("reject", out var reason) == true
                ? ConnectionStatus.Reject(reason.GetString()!)
                : ConnectionStatus.Accept());
        }
    }
}
