namespace Shop.LocalServers;

/// <summary>
/// A server on free loopback ports with data of its own, which needs no container engine and ends with this process.
/// </summary>
public abstract class PrivateServer : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(90);

    private ServerProcess? _process;

    private protected PrivateServer(string name) => Root = Directory.CreateTempSubdirectory($"shop-{name}-").FullName;

    private protected string Root { get; }

    /// <summary>What the server has written to its standard output and error.</summary>
    private protected string Output => Path.Combine(Root, "output.log");

    /// <summary>Processor time of the server's processes so far.</summary>
    public TimeSpan ProcessorTime => _process!.ProcessorTime;

    /// <summary>
    /// Memory of the server's processes in bytes, each page that they share counted once; of Linux alone.
    /// </summary>
    public long Memory => _process!.ProportionalMemory;

    /// <summary>Kills every process of the server at once (SIGKILL), as a power cut would; the data stays.</summary>
    public virtual async Task KillAsync()
    {
        await _process!.KillAsync();
        _process = null;
    }

    /// <summary>Starts the server on the same ports and data, and waits until it answers.</summary>
    public async Task RestartAsync()
    {
        var (command, environment) = Start();
        _process = await ServerProcess.StartAsync(Root, command, environment);
        try
        {
            await Eventually.SucceedsAsync(AskAsync, $"{GetType().Name} in {Root}", StartTimeout);
        }
        catch (TimeoutException exception)
        {
            var lines = await File.ReadAllLinesAsync(Output);
            throw new LocalServerException(string.Join('\n', [exception.Message, .. lines.TakeLast(20)]));
        }
    }

    /// <summary>Ends the server and removes its data.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_process is not null)
        {
            await _process.EndAsync();
        }
        else
        {
            Directory.Delete(Root, recursive: true);
        }
    }

    private protected abstract (IReadOnlyList<string> Command, IReadOnlyDictionary<string, string>? Environment)
        Start();

    /// <summary>Throws until the server can do its work.</summary>
    private protected abstract Task AskAsync();
}
