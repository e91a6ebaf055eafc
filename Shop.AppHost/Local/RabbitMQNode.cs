using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Shop.AppHost.Local;

/// <summary>The directory of a local RabbitMQ broker, made on the first start and kept.</summary>
internal sealed class RabbitMQNode(string directory)
{
    // The script that Debian puts in PATH changes to the system's own broker and its files.
    private static readonly string[] Directories = ["/usr/lib/rabbitmq/bin", "/opt/homebrew/sbin", "/usr/local/sbin"];

    public static string User => "rabbitmq";

    /// <exception cref="DistributedApplicationException">RabbitMQ is not installed.</exception>
    public static string FindServer() => LocalProcess.Find("rabbitmq-server", Directories)
        ?? throw new DistributedApplicationException(
            "RabbitMQ is not installed (rabbitmq-server was not found), and no container engine answers: run eng/setup.sh.");

    public IReadOnlyDictionary<string, object> Variables(LocalRabbitMQResource broker) => new Dictionary<string, object>
    {
        ["HOME"] = directory,
        ["RABBITMQ_NODENAME"] = "shop@localhost",
        ["RABBITMQ_CONFIG_FILE"] = InDirectory("rabbitmq.conf"),
        ["RABBITMQ_CONF_ENV_FILE"] = InDirectory("rabbitmq-env.conf"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = InDirectory("enabled_plugins"),
        ["RABBITMQ_MNESIA_BASE"] = InDirectory("data"),
        ["RABBITMQ_LOG_BASE"] = InDirectory("log"),
        ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_NODE_PORT"] = broker.PrimaryEndpoint.Property(EndpointProperty.TargetPort),
        ["RABBITMQ_DIST_PORT"] = broker.Distribution.Property(EndpointProperty.TargetPort),
        ["ERL_EPMD_PORT"] = broker.PortMapper.Property(EndpointProperty.TargetPort),
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] =
            "-kernel inet_dist_use_interface {127,0,0,1} +sbwt none +sbwtdcpu none +sbwtdio none",
    };

    /// <summary>Writes the configuration; the user in it gets this password also if the broker knows another one.</summary>
    public async Task PrepareAsync(string password, CancellationToken cancellationToken)
    {
        var configuration = $"""
            load_definitions = {InDirectory("definitions.json")}
            log.console = false
            log.file = broker.log
            log.file.level = info
            disk_free_limit.absolute = 50MB
            raft.wal_max_size_bytes = 67108864

            """;
        await File.WriteAllTextAsync(InDirectory("rabbitmq.conf"), configuration, cancellationToken);
        await File.WriteAllTextAsync(InDirectory("enabled_plugins"), "[].\n", cancellationToken);
        await File.WriteAllTextAsync(InDirectory("definitions.json"), Definitions(password), cancellationToken);
    }

    private static string Definitions(string password) => JsonSerializer.Serialize(new
    {
        users = new[]
        {
            new
            {
                name = LocalRabbitMQResource.UserName,
                password_hash = Hash(password),
                hashing_algorithm = "rabbit_password_hashing_sha256",
                tags = "administrator",
            },
        },
        vhosts = new[] { new { name = "/" } },
        permissions = new[]
        {
            new { user = LocalRabbitMQResource.UserName, vhost = "/", configure = ".*", write = ".*", read = ".*" },
        },
    });

    // https://www.rabbitmq.com/docs/passwords#computing-password-hash: a salt of four bytes before the digest.
    private static string Hash(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(4);
        return Convert.ToBase64String([.. salt, .. SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(password)])]);
    }

    private string InDirectory(string name) => Path.Combine(directory, name);
}
