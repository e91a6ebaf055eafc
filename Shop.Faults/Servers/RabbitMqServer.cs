using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Shop.Faults.Servers;

/// <summary>
/// A private RabbitMQ on free loopback ports, which needs no container engine. One is shared by the whole run:
/// <c>var uri = await (await RabbitMqServer.SharedAsync()).CreateVirtualHostAsync();</c> gives the amqp URI of a fresh
/// virtual host. Who breaks the broker starts one of their own:
/// <c>await using var broker = await RabbitMqServer.StartAsync();</c>, KillAsync, RestartAsync.
/// </summary>
internal sealed class RabbitMqServer : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("shop-rabbitmq-").FullName;
    private readonly int _port = ServerProcess.FreePort();
    private readonly int _epmdPort = ServerProcess.FreePort();
    private readonly int _distributionPort = ServerProcess.FreePort();
    private readonly HttpClient _management;
    private ServerProcess? _process;

    private RabbitMqServer()
    {
        _management = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{ServerProcess.FreePort()}/api/") };
        _management.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes("guest:guest")));
    }

    /// <summary>What the broker has logged.</summary>
    public string Logs => Path.Combine(_directory, "log");

    public static Task<RabbitMqServer> SharedAsync() => Shared.Server;

    public static async Task<RabbitMqServer> StartAsync()
    {
        var server = new RabbitMqServer();
        await server.RestartAsync();
        return server;
    }

    public async Task<string> CreateVirtualHostAsync()
    {
        var name = $"test-{Guid.NewGuid():n}";
        using var response = await _management.PutAsync(new Uri($"vhosts/{name}", UriKind.Relative), content: null);
        response.EnsureSuccessStatusCode();
        return $"amqp://guest:guest@127.0.0.1:{_port}/{name}";
    }

    /// <summary>Reads the management API, for example <c>queues/{virtual host}</c>.</summary>
    public Task<JsonElement> GetAsync(string path) =>
        _management.GetFromJsonAsync<JsonElement>(new Uri(path, UriKind.Relative));

    /// <summary>Deletes through the management API; what is gone already is no error.</summary>
    public async Task DeleteAsync(string path)
    {
        using var response = await _management.DeleteAsync(new Uri(path, UriKind.Relative));
        if (response.StatusCode is not HttpStatusCode.NotFound)
        {
            response.EnsureSuccessStatusCode();
        }
    }

    /// <summary>Runs <c>rabbitmqctl</c> against the broker.</summary>
    public Task ControlAsync(params string[] arguments) =>
        ServerProcess.CommandAsync(Find("rabbitmqctl"), arguments, NodeEnvironment());

    /// <summary>Ends every process of the broker at once, as a power cut would.</summary>
    public async Task KillAsync()
    {
        await _process!.KillAsync();
        _process = null;
    }

    /// <summary>Starts the broker on the same ports and data, and waits until it answers.</summary>
    public async Task RestartAsync()
    {
        await WriteConfigurationAsync();
        _process = await ServerProcess.StartAsync(
            _directory,
            // The broker would leave a port mapper behind as a daemon: one that ends with it stands there first.
            ["sh", "-c", $"epmd -port {_epmdPort} -address 127.0.0.1 & exec {Find("rabbitmq-server")}"],
            NodeEnvironment());
        await Eventually.SucceedsAsync(
            async () =>
            {
                using var response = await _management.GetAsync(new Uri("health/checks/virtual-hosts", UriKind.Relative));
                response.EnsureSuccessStatusCode();
            },
            $"RabbitMQ in {_directory}",
            TimeSpan.FromSeconds(90));
    }

    public async ValueTask DisposeAsync()
    {
        _management.Dispose();
        if (_process is not null)
        {
            await _process.EndAsync();
        }
        else
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    private async Task WriteConfigurationAsync()
    {
        var settings = $"""
            listeners.tcp.1 = 127.0.0.1:{_port}
            management.tcp.ip = 127.0.0.1
            management.tcp.port = {_management.BaseAddress!.Port}
            disk_free_limit.absolute = 50MB
            raft.wal_max_size_bytes = 67108864
            """;
        await File.WriteAllTextAsync(Path.Combine(_directory, "rabbitmq.conf"), settings + "\n");
        await File.WriteAllTextAsync(Path.Combine(_directory, "enabled_plugins"), "[rabbitmq_management].\n");
    }

    private Dictionary<string, string> NodeEnvironment() => new()
    {
        ["HOME"] = _directory,
        ["ERL_EPMD_PORT"] = $"{_epmdPort}",
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_NODENAME"] = $"shop-{_port}@localhost",
        ["RABBITMQ_DIST_PORT"] = $"{_distributionPort}",
        ["RABBITMQ_CONFIG_FILE"] = Path.Combine(_directory, "rabbitmq.conf"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(_directory, "enabled_plugins"),
        ["RABBITMQ_MNESIA_BASE"] = Path.Combine(_directory, "data"),
        ["RABBITMQ_LOG_BASE"] = Path.Combine(_directory, "log"),
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "+S 2:2 +sbwt none +sbwtdcpu none +sbwtdio none",
    };

    private static string Find(string script)
    {
        // Debian's wrapper in PATH changes to the service's user and files; the script behind it does not.
        var candidates = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Prepend("/usr/lib/rabbitmq/bin")
            .Select(path => Path.Combine(path, script));
        return candidates.FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException($"RabbitMQ is not installed ({script} is not in PATH).");
    }

    private static class Shared
    {
        public static readonly Task<RabbitMqServer> Server = StartAsync();
    }
}
