using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Shop.AppHost.Local;

/// <summary>Where the local servers keep their data: beside the AppHost, or in tests in a place that is removed.</summary>
internal sealed class DataDirectory : IHostedService, IDisposable
{
    private const UnixFileMode Traversable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private FileStream? _claim;

    private DataDirectory(string path, bool isTemporary)
    {
        Path = path;
        IsTemporary = isTemporary;
    }

    public string Path { get; }

    public bool IsTemporary { get; }

    public static DataDirectory Of(IDistributedApplicationBuilder builder)
    {
        var configured = builder.Configuration["DataDirectory"];
        var isTemporary = configured is null && builder.Configuration.GetValue("DcpPublisher:RandomizePorts", false);
        var path = isTemporary
            ? System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"shop-{Guid.NewGuid():N}")
            : System.IO.Path.GetFullPath(configured ?? ".data", builder.AppHostDirectory);
        if (!isTemporary && LocalProcess.IsRoot && !IsReachable(path))
        {
            path = Relocate(path);
        }

        return new DataDirectory(path, isTemporary);
    }

    /// <summary>Keeps other runs away from the data until this one ends, however it ends.</summary>
    /// <exception cref="DistributedApplicationException">The data is in use, or cannot be.</exception>
    public void Claim()
    {
        var file = System.IO.Path.Combine(Path, "in-use");
        try
        {
            Directory.CreateDirectory(Path);
            _claim = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(file))
        {
            throw new DistributedApplicationException($"The data in {Path} is in use by another run.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DistributedApplicationException($"DataDirectory {Path} cannot be used: {exception.Message}");
        }
    }

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
        if (LocalProcess.IsRoot)
        {
            await LocalProcess.RunAsync(["chown", "-R", $"{user}:{user}", path], string.Empty, cancellationToken);
        }

        return path;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Called when the application has ended, and the servers with it.</summary>
    public void Dispose()
    {
        _claim?.Dispose();
        if (IsTemporary && Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }

    // Root may work in a home that no other user can enter; the servers are other users.
    private static bool IsReachable(string path)
    {
        for (var directory = new DirectoryInfo(path); directory is not null; directory = directory.Parent)
        {
            if (directory.Exists && !directory.UnixFileMode.HasFlag(UnixFileMode.OtherExecute) && directory.FullName != path)
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
