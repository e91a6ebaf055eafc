using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Shop.LocalServers;

/// <summary>The directory of a local RabbitMQ broker, made on the first start and kept.</summary>
public sealed class RabbitMQNode(string directory, RabbitMQOptions options)
{
    /// <summary>Who runs the broker.</summary>
    public const string User = "rabbitmq";

    /// <summary>The broker's own user, who may do everything.</summary>
    public const string Administrator = "guest";

    private const string Name = "shop@localhost";

    // Directories of an installation.
    private const string Scripts = "sbin";
    private const string Tools = "escript";
    private const string Applications = "plugins";

    // The script that Debian puts in PATH changes to the system's own broker and its files.
    private static readonly string[] Directories = ["/usr/lib/rabbitmq/bin", "/opt/homebrew/sbin", "/usr/local/sbin"];

    /// <summary>The command line of the broker.</summary>
    public IReadOnlyList<string> Command =>
        SupervisedServer.Command(User, directory, "TERM", [Find("rabbitmq-server")]);

    /// <summary>Where the broker writes what it has to say.</summary>
    public string Logs => InDirectory("log");

    /// <summary>Variables of the broker and of its command line tools.</summary>
    public IReadOnlyDictionary<string, string> Variables
    {
        get
        {
            var variables = new Dictionary<string, string>
            {
                ["HOME"] = directory,
                ["RABBITMQ_NODENAME"] = Name,
                ["RABBITMQ_CONFIG_FILE"] = InDirectory("rabbitmq.conf"),
                ["RABBITMQ_CONF_ENV_FILE"] = InDirectory("rabbitmq-env.conf"),
                ["RABBITMQ_ENABLED_PLUGINS_FILE"] = InDirectory("enabled_plugins"),
                ["RABBITMQ_MNESIA_BASE"] = InDirectory("data"),
                ["RABBITMQ_LOG_BASE"] = Logs,
                ["RABBITMQ_DIST_PORT"] = $"{options.DistributionPort}",
                ["ERL_EPMD_PORT"] = $"{options.PortMapperPort}",
                ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
                // The script becomes the broker, in place of a shell that would stand between it and its supervisor.
                ["RUNNING_UNDER_SYSTEMD"] = "true",
                ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] =
                    "-kernel inet_dist_use_interface {127,0,0,1} +S 2:2 +sbwt none +sbwtdcpu none +sbwtdio none +B i",
            };
            if (Installation is { } installation)
            {
                // What stands beside this directory is what the broker finds.
                variables["RABBITMQ_SCRIPTS_DIR"] = Path.Combine(installation, Scripts);
            }

            return variables;
        }
    }

    private static string Installed
    {
        get
        {
            var program = Find("rabbitmq-server");
            var script = File.ResolveLinkTarget(program, returnFinalTarget: true)?.FullName ?? program;

            return Path.GetFullPath(Path.Combine(script, "../.."));
        }
    }

    // None, and so all that is installed, for a node with plugins, and where what is installed looks different.
    private string? Installation =>
        options.ManagementPort is null && Directory.Exists(Path.Combine(Installed, Applications))
            ? InDirectory("installation")
            : null;

    /// <exception cref="LocalServerException">RabbitMQ is not installed.</exception>
    public static string Find(string program) => LocalProgram.Find(program, Directories)
        ?? throw new LocalServerException(
            $"RabbitMQ is not installed ({program} was not found), and no container engine answers: run eng/setup.sh.");

    /// <summary>Ends the broker of an earlier run that was killed with its supervisor.</summary>
    public async Task EndOrphanAsync(CancellationToken cancellationToken)
    {
        await OrphanedServer.EndAsync(
            InDirectory("data", $"{Name}.pid"), "beam.smp", directory, "TERM", cancellationToken);
        await OrphanedServer.EndAllAsync("epmd", directory, "TERM", cancellationToken);
    }

    /// <summary>
    /// Writes the configuration. The administrator gets this password also if the broker knows another one.
    /// </summary>
    public async Task PrepareAsync(string password, CancellationToken cancellationToken = default)
    {
        var configuration = $"""
            listeners.tcp.1 = 127.0.0.1:{options.Port}
            load_definitions = {InDirectory("definitions.json")}
            log.console = false
            log.file = broker.log
            log.file.level = info
            disk_free_limit.absolute = 50MB
            raft.wal_max_size_bytes = 67108864

            """;
        var plugins = "";
        if (options.ManagementPort is { } port)
        {
            configuration += $"management.tcp.ip = 127.0.0.1\nmanagement.tcp.port = {port}\n";
            plugins = "rabbitmq_management";
        }

        await File.WriteAllTextAsync(InDirectory("rabbitmq.conf"), configuration, cancellationToken);
        await File.WriteAllTextAsync(InDirectory("enabled_plugins"), $"[{plugins}].\n", cancellationToken);
        await File.WriteAllTextAsync(InDirectory("definitions.json"), Definitions(password), cancellationToken);
        if (Installation is { } installation)
        {
            Link(installation);
        }

        await LocalProgram.GiveAsync(directory, User, cancellationToken);
    }

    /// <summary>
    /// Offers the broker only what it runs. Whatever it loads it looks for in the directory of each application, and
    /// before it starts it looks at every module of all plugins, those that are not enabled among them: for seconds.
    /// </summary>
    private static void Link(string installation)
    {
        if (Directory.Exists(installation))
        {
            Directory.Delete(installation, recursive: true);
        }

        Directory.CreateDirectory(Path.Combine(installation, Applications));
        string[] paths =
        [
            .. ((string[])[Scripts, Tools]).Select(name => Path.Combine(Installed, name)).Where(Directory.Exists),
            .. Directory.EnumerateFileSystemEntries(Path.Combine(Installed, Applications)).Where(IsNoPlugin),
        ];
        foreach (var path in paths)
        {
            Directory.CreateSymbolicLink(Path.Combine(installation, Path.GetRelativePath(Installed, path)), path);
        }
    }

    private static bool IsNoPlugin(string path)
    {
        var name = Path.GetFileName(path);

        return !name.StartsWith("rabbitmq_", StringComparison.Ordinal)
            || name.StartsWith("rabbitmq_prelaunch", StringComparison.Ordinal);
    }

    private static string Definitions(string password) => JsonSerializer.Serialize(new
    {
        users = new[]
        {
            new
            {
                name = Administrator,
                password_hash = Hash(password),
                hashing_algorithm = "rabbit_password_hashing_sha256",
                tags = "administrator",
            },
        },
        vhosts = new[] { new { name = "/" } },
        permissions = new[]
        {
            new { user = Administrator, vhost = "/", configure = ".*", write = ".*", read = ".*" },
        },
    });

    // https://www.rabbitmq.com/docs/passwords#computing-password-hash: a salt of four bytes before the digest.
    private static string Hash(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(4);

        return Convert.ToBase64String([.. salt, .. SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(password)])]);
    }

    private string InDirectory(params ReadOnlySpan<string> names) => Path.Combine([directory, .. names]);
}
