namespace Shop.LocalServers;

/// <summary>Where local servers keep their data.</summary>
public sealed class DataDirectory
{
    private readonly string _configured;

    private DataDirectory(string configured, string path, bool isTemporary)
    {
        (_configured, Path, IsTemporary) = (configured, path, isTemporary);
        ServerPath = OperatingSystem.IsWindows() || PlainPath.Is(path) ? path : $"/tmp/{PlainPath.Name(path)}";
    }

    public string Path { get; }

    /// <summary>Whether it is removed with the claim.</summary>
    public bool IsTemporary { get; }

    /// <summary>By which name servers know it: a link where the path itself would be too much for them.</summary>
    internal string ServerPath { get; }

    public static DataDirectory Temporary()
    {
        var path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"shop-{Guid.NewGuid():N}");

        return new DataDirectory(path, path, isTemporary: true);
    }

    /// <summary>
    /// The directory with a path, or where root's servers cannot go there, one that is linked from it.
    /// </summary>
    public static DataDirectory At(string path) => new(
        path,
        LocalProgram.IsRoot && !RelocatedDirectory.IsReachable(path) ? RelocatedDirectory.Find(path) : path,
        isTemporary: false);

    /// <summary>Keeps other runs away from the data until the claim is disposed or this process ends.</summary>
    /// <exception cref="LocalServerException">The data is in use, or cannot be.</exception>
    public DataClaim Claim() => new(this);

    /// <summary>The directory of one server, as the server knows it.</summary>
    public string PathOf(string server) => System.IO.Path.Combine(ServerPath, server);

    /// <summary>Makes the directory of one server, which belongs to the user that the server runs as.</summary>
    public async Task CreateAsync(string server, string user, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(PathOf(server));
        await LocalProgram.GiveAsync(PathOf(server), user, cancellationToken);
    }

    /// <summary>Deletes what the servers have kept. None of them may run; the claim stays.</summary>
    public void Clear()
    {
        foreach (var server in Directory.GetDirectories(Path))
        {
            Directory.Delete(server, recursive: true);
        }
    }

    internal void Create()
    {
        if (_configured != Path)
        {
            RelocatedDirectory.Link(_configured, Path);
        }

        TraversableDirectory.Create(Path);
    }

    /// <summary>Makes the name by which servers know it; whoever has claimed it may.</summary>
    internal void Name()
    {
        if (ServerPath != Path)
        {
            // Always a link of one's own: what another user has put there cannot be deleted here.
            File.Delete(ServerPath);
            Directory.CreateSymbolicLink(ServerPath, Path);
        }
    }

    internal void Leave()
    {
        if (ServerPath != Path)
        {
            File.Delete(ServerPath);
        }

        if (IsTemporary && Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
