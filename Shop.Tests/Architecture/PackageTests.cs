namespace Shop.Tests.Architecture;

/// <summary>
/// The shop is written for the official packages: which ones it is built on is decided outside of it.
/// </summary>
public sealed class PackageTests
{
    private const string Switch = "Stand" + "Ins";

    // What the tests share is not a package.
    private const string TestLibraries = "/standins/tests/";

    [Fact]
    public void No_source_knows_which_packages_it_is_built_on()
    {
        var mentions = Sources("*.cs").SelectMany(Mentions);

        Assert.Empty(mentions);
    }

    [Fact]
    public void Only_imports_of_an_sdk_depend_on_the_switch()
    {
        var mentions = Sources("*.csproj").SelectMany(Mentions);

        Assert.DoesNotContain(mentions, static mention =>
            !mention.StartsWith("Shop.AppHost.csproj:", StringComparison.Ordinal)
            || !mention.Contains("<Import ", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Mentions(string file) => File.ReadLines(file)
        .Where(static line => line.Contains(Switch, StringComparison.OrdinalIgnoreCase)
            && !line.Contains(TestLibraries, StringComparison.Ordinal))
        .Select(line => $"{Path.GetFileName(file)}: {line.Trim()}");

    private static string[] Sources(string pattern)
    {
        var files = Directory.GetDirectories(Root(), "Shop.*")
            .SelectMany(project => Directory.EnumerateFiles(project, pattern, SearchOption.AllDirectories))
            .Where(static file => !file.Contains("/obj/", StringComparison.Ordinal))
            .ToArray();
        Assert.NotEmpty(files);
        return files;
    }

    private static string Root()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "Shop.sln")))
        {
            directory = Directory.GetParent(directory.TrimEnd('/'))!.FullName;
        }

        return directory;
    }
}
