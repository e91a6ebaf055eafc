using Shop.Tests.Infrastructure;

namespace Shop.Tests.AppHost;

/// <summary>
/// deploy/aspire-manifest.json is what the AppHost publishes. After a change that is meant: <c>make manifest</c>.
/// </summary>
public sealed class ManifestTests
{
    private static string Folder { get; } = Path.Combine(Repository.Root, "deploy");

    [Fact]
    public async Task The_manifest_is_the_one_that_is_checked_in()
    {
        var expected = Path.Combine(Folder, "aspire-manifest.json");
        var actual = await PublishAsync();
        if (Environment.GetEnvironmentVariable("UPDATE_MANIFEST") == "1")
        {
            await File.WriteAllTextAsync(expected, actual, TestContext.Current.CancellationToken);
        }

        Assert.Equal(await File.ReadAllTextAsync(expected, TestContext.Current.CancellationToken), actual);
    }

    [Theory]
    [InlineData("publish")]
    [InlineData("deploy")]
    public async Task The_steps_of_Aspires_command_line_say_what_to_use(string step)
    {
        var told = await RunAsync("--operation", "publish", "--step", step);

        Assert.Contains("compose.yaml and the files for Kubernetes are in deploy/", told, StringComparison.Ordinal);
    }

    // The copy beside the tests has not all that it needs.
    private static string BuiltAppHost()
    {
        var output = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

        return Path.Combine(
            Repository.Root, "Shop.AppHost", "bin", output.Parent!.Name, output.Name, "Shop.AppHost");
    }

    private static async Task<string> PublishAsync()
    {
        // In the same folder, because paths to the projects are relative to the file.
        var file = Path.Combine(Folder, $".{Guid.NewGuid():N}.json");
        try
        {
            await RunAsync("--publisher", "manifest", "--output-path", file);

            return await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken) + "\n";
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Task<string> RunAsync(params string[] arguments) => LocalProgram.RunAsync(
        [BuiltAppHost(), .. arguments], cancellationToken: TestContext.Current.CancellationToken);
}
