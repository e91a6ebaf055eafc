namespace Shop.LocalServers;

/// <summary>Where a process runs: its number may be another process's by now, its directory is not.</summary>
internal static class ProcessDirectory
{
    /// <summary>
    /// Whether a process runs in a directory or below it, by whatever name; null on a system that does not tell.
    /// </summary>
    public static bool? IsBelow(int id, string directory)
    {
        if (!Directory.Exists("/proc/self"))
        {
            return null;
        }

        try
        {
            return new FileInfo($"/proc/{id}/cwd").LinkTarget is { } place
                && $"{place}/".StartsWith($"{Resolve(directory)}/", StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It has ended, or is another user's.
            return false;
        }
    }

    // The system tells the place without any link.
    private static string Resolve(string path)
    {
        if (Path.GetDirectoryName(path) is not { } parent)
        {
            return path;
        }

        var place = Path.Combine(Resolve(parent), Path.GetFileName(path));

        return Directory.ResolveLinkTarget(place, returnFinalTarget: true) is { } target
            ? Resolve(target.FullName)
            : place;
    }
}
