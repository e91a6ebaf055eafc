namespace Shop.Tests.Gateway;

/// <summary>The schema is reviewed as a file; <c>make schema</c> writes it anew.</summary>
public sealed class SchemaTests : GatewayTest
{
    [Fact]
    public async Task Is_the_one_that_is_checked_in()
    {
        var schema = await Client.GetStringAsync(
            new Uri("/graphql?sdl", UriKind.Relative), TestContext.Current.CancellationToken);
        var file = Path.Combine(FindRepository(), "Shop.Gateway", "schema.graphql");
        if (Environment.GetEnvironmentVariable("UPDATE_SCHEMA") == "1")
        {
            await File.WriteAllTextAsync(file, schema, TestContext.Current.CancellationToken);
        }

        Assert.Equal(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), schema);
    }

    internal static string FindRepository()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Shop.sln")))
        {
            directory = directory.Parent ?? throw new InvalidOperationException("Shop.sln is in no folder above.");
        }

        return directory.FullName;
    }
}
