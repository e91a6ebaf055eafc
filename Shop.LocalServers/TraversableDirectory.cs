namespace Shop.LocalServers;

/// <summary>A directory through which root's servers, which are other users, come whatever the umask is.</summary>
internal static class TraversableDirectory
{
    private const UnixFileMode Traversable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Makes the directory and what is missing above it.</summary>
    public static void Create(string path)
    {
        var missing = new Stack<string>();
        for (var directory = path; !Directory.Exists(directory); directory = Path.GetDirectoryName(directory)!)
        {
            missing.Push(directory);
        }

        foreach (var directory in missing)
        {
            Directory.CreateDirectory(directory);
            Open(directory);
        }

        Open(path);
    }

    private static void Open(string path)
    {
        if (!OperatingSystem.IsWindows() && LocalProgram.IsRoot)
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | Traversable);
        }
    }
}
