using System.Text.Json;
using PeerProcesses;

namespace GraphQL.Tests.Http;

/// <summary>The audit of the GraphQL over HTTP specification, from npm's graphql-http.</summary>
public sealed class AuditTests
{
    [NodeFact]
    public async Task Passes_every_audit()
    {
        await using var app = await GraphQLHost.StartAsync(onPort: true);

        var output = await Peer.NodeAsync("http-audit.mjs", "", $"{app.Urls.First()}/graphql");

        var audits = JsonSerializer.Deserialize<Audit[]>(output, JsonSerializerOptions.Web)!;
        Assert.Equal(61, audits.Length);
        Assert.All(audits, audit => Assert.Equal("ok", audit.Status));
    }

    private sealed record Audit(string Name, string Status, string? Reason);
}
