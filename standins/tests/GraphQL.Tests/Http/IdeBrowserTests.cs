using System.Text.Json.Nodes;
using HotChocolate.Types;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PeerProcesses;

namespace GraphQL.Tests.Http;

/// <summary>The IDE page in Chromium, used with keyboard and mouse.</summary>
public sealed class IdeBrowserTests
{
    // Whether the answer to a ping or the subscription comes first is the browser's choice.
    private static readonly string[] Order = ["connection_init", "pong", "subscribe", "complete"];

    private readonly List<string?> _authorizations = [];
    private readonly FakeSubscription _subscription = new();

    [BrowserFact]
    public async Task Writes_runs_reads_logs_in_and_listens()
    {
        await using var app = await GraphQLHost.StartAsync(
            builder => builder.AddTypeExtension<LoginFields>(), onPort: true, configureApp: Configure);

        var output = await Peer.NodeAsync("ide/browser.mjs", "", Peer.BrowserPath!, app.Urls.First());

        Assert.Equal("passed", output);
        Assert.Equal("Bearer a.b.c", _authorizations[^1]);
        var messages = _subscription.Received.Select(text => JsonNode.Parse(text)!).ToList();
        Assert.Equal(
            Order,
            messages.Select(message => (string)message["type"]!).OrderBy(type => Array.IndexOf(Order, type)));
        Assert.Equal("Bearer a.b.c", (string?)messages[0]["payload"]!["Authorization"]);
    }

    [BrowserFact]
    public async Task Says_that_introspection_is_off_and_runs_queries_all_the_same()
    {
        await using var app = await GraphQLHost.StartAsync(
            builder => builder.DisableIntrospection(), onPort: true, configureApp: Configure);

        var output = await Peer.NodeAsync("ide/browser-without-schema.mjs", "", Peer.BrowserPath!, app.Urls.First());

        Assert.Equal("passed", output);
    }

    private void Configure(WebApplication app)
    {
        app.Use((context, next) =>
        {
            if (context.Request.Path == "/graphql" && context.Request.Method == "POST")
            {
                _authorizations.Add(context.Request.Headers.Authorization);
            }

            return next(context);
        });
        _subscription.Use(app);
        app.MapNitroApp("/", relativeRequestPath: "graphql");
    }

    internal sealed record Credentials(string Email, string Password);

    internal sealed record Session(string Token);

    [ExtendObjectType(OperationTypeNames.Mutation)]
    internal sealed class LoginFields
    {
        public Session Login(Credentials input) => input.Password == "correct horse"
            ? new Session("a.b.c")
            : throw new HotChocolate.GraphQLException("The password is wrong.");
    }
}
