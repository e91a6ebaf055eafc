namespace Shop.Bench.Shop.Report;

internal static class ResultFiles
{
    /// <summary>Where runs leave their figures, from the root of the repository.</summary>
    public const string Directory = "bench/results";

    /// <summary>The file of the newest run.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static string Newest() =>
        (System.IO.Directory.Exists(Directory) ? System.IO.Directory.GetFiles(Directory, "*.json") : []).Max()
        ?? throw new FileNotFoundException($"There is no result in {Directory}: run make bench first.");
}
