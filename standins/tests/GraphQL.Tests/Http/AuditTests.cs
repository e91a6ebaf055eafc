using System.Text.Json;
using PeerProcesses;

namespace GraphQL.Tests.Http;

/// <summary>The audit of the GraphQL over HTTP specification, from npm's graphql-http.</summary>
public sealed class AuditTests
{
    [NodeFact]
    public async Task Passes_every_audit_that_the_specification_demands()
    {
        await using var app = await GraphQLHost.StartAsync(onPort: true);

        var output = await Peer.NodeAsync("http-audit.mjs", "", $"{app.Urls.First()}/graphql");

        var audits = JsonSerializer.Deserialize<Audit[]>(output, JsonSerializerOptions.Web)!;
        Assert.True(audits.Length >= 60, output);
        Assert.DoesNotContain(audits, audit => audit.Status == "error");
        Assert.Equal("", string.Join('\n', audits.Where(audit => audit.Status != "ok").Select(
            audit => $"{audit.Status} {audit.Name}: {audit.Reason}")));
    }

    private sealed record Audit(string Name, string Status, string? Reason);
}
