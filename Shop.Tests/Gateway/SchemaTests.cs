using Shop.Tests.Infrastructure;

namespace Shop.Tests.Gateway;

/// <summary>The schema is reviewed as a file; <c>make schema</c> writes it anew.</summary>
public sealed class SchemaTests : GatewayTest
{
    [Fact]
    public async Task Is_the_one_that_is_checked_in()
    {
        var schema = await Client.GetStringAsync(
            new Uri("/graphql?sdl", UriKind.Relative), TestContext.Current.CancellationToken);
        var file = Path.Combine(Repository.Root, "Shop.Gateway", "schema.graphql");
        if (Environment.GetEnvironmentVariable("UPDATE_SCHEMA") == "1")
        {
            await File.WriteAllTextAsync(file, schema, TestContext.Current.CancellationToken);
        }

        Assert.Equal(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), schema);
    }
}
