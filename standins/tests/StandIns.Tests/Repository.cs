namespace StandIns.Tests;

/// <summary>Where things lie in the working copy that the tests were built from.</summary>
internal static class Repository
{
    private static readonly string Root = FindRoot();

    public static string ApiInUse => Path.Combine(Root, "standins", "api-in-use.txt");

    /// <summary>The packages that have a stand-in; its assembly has the package's name.</summary>
    public static HashSet<string> StandIns() =>
    [
        .. Directory.GetDirectories(Path.Combine(Root, "standins"))
            .Select(directory => Path.GetFileName(directory))
            .Where(name => File.Exists(Path.Combine(Root, "standins", name, $"{name}.csproj"))),
    ];

    /// <summary>The assemblies of the application, built in the same configuration as the tests.</summary>
    public static IReadOnlyList<string> ApplicationAssemblies()
    {
        var output = Path.GetRelativePath(
            Path.Combine(Root, "standins", "tests", "StandIns.Tests"), AppContext.BaseDirectory);
        return
        [
            .. Directory.GetDirectories(Root, "Shop.*")
                .Select(directory => Path.Combine(directory, output, $"{Path.GetFileName(directory)}.dll"))
                .Order(StringComparer.Ordinal),
        ];
    }

    private static string FindRoot()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "Shop.sln")))
        {
            directory = Path.GetDirectoryName(directory.TrimEnd(Path.DirectorySeparatorChar))
                ?? throw new InvalidOperationException($"{AppContext.BaseDirectory} is not below the solution.");
        }

        return directory;
    }
}
