namespace Shop.Tests.Infrastructure;

/// <summary>The working copy that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Shop.sln")))
        {
            directory = directory.Parent
                ?? throw new InvalidOperationException($"{AppContext.BaseDirectory} is not below the solution.");
        }

        return directory.FullName;
    }
}
