namespace Shop.LocalServers;

/// <summary>Where local servers keep their data.</summary>
public sealed class DataDirectory
{
    private const UnixFileMode Traversable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private DataDirectory(string path, bool isTemporary) => (Path, IsTemporary) = (path, isTemporary);

    public string Path { get; }

    /// <summary>Whether it is removed with the claim.</summary>
    public bool IsTemporary { get; }

    public static DataDirectory Temporary() =>
        new(System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"shop-{Guid.NewGuid():N}"), isTemporary: true);

    /// <summary>
    /// The directory with a path, or where root's servers cannot go there, one that is linked from it.
    /// </summary>
    public static DataDirectory At(string path) =>
        new(LocalProgram.IsRoot && !IsReachable(path) ? Relocate(path) : path, isTemporary: false);

    /// <summary>Keeps other runs away from the data until the claim is disposed or this process ends.</summary>
    /// <exception cref="LocalServerException">The data is in use, or cannot be.</exception>
    public DataClaim Claim() => new(this);

    /// <summary>A directory of one server, which belongs to the user that the server runs as.</summary>
    public async Task<string> CreateAsync(string server, string user, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path, Traversable);
        }

        var path = System.IO.Path.Combine(Path, server);
        Directory.CreateDirectory(path);
        await LocalProgram.GiveAsync(path, user, cancellationToken);

        return path;
    }

    /// <summary>Deletes what the servers have kept. None of them may run; the claim stays.</summary>
    public void Clear()
    {
        foreach (var server in Directory.GetDirectories(Path))
        {
            Directory.Delete(server, recursive: true);
        }
    }

    // Root may work in a home that no other user can enter; the servers are other users.
    private static bool IsReachable(string path)
    {
        for (var directory = new DirectoryInfo(path); directory is not null; directory = directory.Parent)
        {
            if (directory.Exists
                && !directory.UnixFileMode.HasFlag(UnixFileMode.OtherExecute)
                && directory.FullName != path)
            {
                return false;
            }
        }

        return true;
    }

    private static string Relocate(string path)
    {
        var target = $"/var/lib/shop{path.Replace('/', '-')}";
        Directory.CreateDirectory(target);
        if (!Directory.Exists(path))
        {
            Directory.CreateSymbolicLink(path, target);
        }

        return target;
    }
}
