using System.Text.Json;
using PeerProcesses;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.Contracts;

/// <summary>Clients of the released gateway are answered by the present one.</summary>
public sealed class ReleasedSchemaTests
{
    private const string File = "schema.graphql";

    private static readonly string Present = Path.Combine(Repository.Root, "Shop.Gateway", File);

    [NodeFact]
    public async Task Nothing_that_was_released_is_changed()
    {
        if (Release.BeingMade is not null)
        {
            System.IO.File.Copy(Present, Release.PathOf(File), overwrite: true);
        }

        Assert.Empty(await BreachesAsync(await ReadAsync(Present)));
    }

    [NodeTheory]
    [InlineData("  me: User!", "  self: User!", "FIELD_REMOVED: Query.me was removed.")]
    [InlineData("  me: User!", "  me: User", "FIELD_CHANGED_KIND: Query.me changed type from User! to User.")]
    [InlineData("user(id: ID!)", "user(key: ID!)", "ARG_REMOVED: Query.user arg id was removed.")]
    [InlineData(
        "user(id: ID!)",
        "user(id: ID!, at: Int!)",
        "REQUIRED_ARG_ADDED: A required arg at on Query.user was added.")]
    public async Task What_breaks_a_released_client_is_found(string released, string broken, string breach) =>
        Assert.Contains(breach, await BreachesAsync(await ChangedAsync(released, broken)));

    [NodeFact]
    public async Task What_is_only_added_is_no_breach() =>
        Assert.Empty(await BreachesAsync(await ChangedAsync("user(id: ID!)", "user(id: ID!, at: Int)")));

    private static async Task<string[]> BreachesAsync(string present)
    {
        var input = new { released = await ReadAsync(Release.PathOf(File)), present };

        return JsonSerializer.Deserialize<string[]>(
            await Peer.NodeAsync("breaking.mjs", JsonSerializer.Serialize(input)))!;
    }

    private static async Task<string> ChangedAsync(string released, string broken)
    {
        var schema = await ReadAsync(Release.PathOf(File));
        Assert.Contains(released, schema);

        return schema.Replace(released, broken, StringComparison.Ordinal);
    }

    private static Task<string> ReadAsync(string path) =>
        System.IO.File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
}
