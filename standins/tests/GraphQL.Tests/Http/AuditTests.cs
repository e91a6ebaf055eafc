using System.Text.Json;
using PeerProcesses;

namespace GraphQL.Tests.Http;

/// <summary>The audit of the GraphQL over HTTP specification, from npm's graphql-http.</summary>
public sealed class AuditTests
{
    // Hot Chocolate answers in application/graphql-response+json unless a client asks for application/json.
    private static readonly string[] Differing =
    [
        "warn: SHOULD accept */* and use application/json for the content-type",
        "warn: SHOULD assume application/json content-type when accept is missing",
    ];

    [NodeFact]
    public async Task Passes_the_audits_but_for_the_default_media_type()
    {
        await using var app = await GraphQLHost.StartAsync(onPort: true);

        var output = await Peer.NodeAsync("http-audit.mjs", "", $"{app.Urls.First()}/graphql");

        var audits = JsonSerializer.Deserialize<Audit[]>(output, JsonSerializerOptions.Web)!;
        Assert.True(audits.Length >= 60, output);
        Assert.Equal(Differing, audits.Where(audit => audit.Status != "ok").Select(audit => $"{audit.Status}: {audit.Name}"));
    }

    private sealed record Audit(string Name, string Status, string? Reason);
}
