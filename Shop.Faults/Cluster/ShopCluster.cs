using Shop.Contracts;
using Shop.LocalServers;

namespace Shop.Faults.Cluster;

/// <summary>
/// The whole shop as processes of this machine: PostgreSQL, RabbitMQ, replicas of users, products and orders, and a
/// gateway. Everything ends with this process, even when it is killed.
/// </summary>
internal sealed class ShopCluster : IAsyncDisposable
{
    public const string AdminEmail = "administrator@shop.example";
    public const string AdminPassword = "correct horse battery staple";

    /// <summary>The services that have a database, and two replicas.</summary>
    public static readonly IReadOnlyList<string> Stateful =
        [ResourceNames.Users, ResourceNames.Products, ResourceNames.Orders];

    private readonly Dictionary<string, string> _settings = new() { ["ASPNETCORE_ENVIRONMENT"] = "Production" };

    private readonly Rotation _gateways;

    private ShopCluster(PostgresServer postgres, RabbitMQServer rabbitMQ, string logs, ClusterOptions options)
    {
        Postgres = postgres;
        RabbitMQ = rabbitMQ;
        Replicas =
        [
            .. Stateful.SelectMany(service => Create(service, options.Replicas)),
            .. Create(ResourceNames.Gateway, options.Gateways),
        ];
        _gateways = new Rotation(Of(ResourceNames.Gateway).Select(gateway => gateway.HttpAddress));
        Client = new ShopClient(_gateways);

        IEnumerable<Replica> Create(string service, int count) =>
            Enumerable.Range(1, count)
                .Select(number => new Replica(service, number, logs, options.Metrics, options.Checkout));
    }

    public PostgresServer Postgres { get; }

    public RabbitMQServer RabbitMQ { get; }

    public IReadOnlyList<Replica> Replicas { get; }

    /// <summary>
    /// The connection strings of the databases by service, for whoever looks from outside: a pool would keep
    /// connections to a server that has been killed meanwhile.
    /// </summary>
    public IReadOnlyDictionary<string, string> Databases => Stateful.ToDictionary(
        service => service, service => $"{_settings[$"ConnectionStrings__{service}-db"]};Pooling=false");

    /// <summary>Where all of the shop's queues are.</summary>
    public Uri VirtualHost => new(_settings["ConnectionStrings__messaging"]);

    /// <summary>A client without a token.</summary>
    public ShopClient Client { get; }

    public ShopClient Administrator { get; private set; } = null!;

    /// <param name="logs">The directory that the services write their logs to.</param>
    /// <param name="options">How the shop runs; without, as the fault suite wants it.</param>
    public static async Task<ShopCluster> StartAsync(string logs, ClusterOptions? options = null)
    {
        options ??= new ClusterOptions();
        Directory.CreateDirectory(logs);
        var cluster = new ShopCluster(
            await PostgresServer.StartAsync(options.Postgres), await RabbitMQServer.StartAsync(), logs, options);
        try
        {
            await cluster.ConfigureAsync(options.Runtime.Concat(options.Settings));
            await Task.WhenAll(Stateful.Select(service => cluster.MigrateAsync(service, options.Checkout)));
            await options.FillAsync(cluster);
            await Task.WhenAll(cluster.Replicas.Select(cluster.RestartAsync));
            // The first call of all takes long on a machine that is busy, longer than its deadline.
            await Eventually.SucceedsAsync(cluster.LogInAsync, "the administrator's token", TimeSpan.FromSeconds(60));

            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public Replica[] Of(string service) => [.. Replicas.Where(replica => replica.Service == service)];

    /// <summary>Starts a replica and waits until it can do its work.</summary>
    public async Task RestartAsync(Replica replica)
    {
        await replica.StartAsync(_settings);
        await replica.UntilHealthyAsync();
    }

    /// <summary>
    /// Ends a replica as whoever rolls out a version does, and starts it from another working copy. A gateway gets no
    /// requests meanwhile.
    /// </summary>
    public async Task ReplaceAsync(Replica replica, string? checkout)
    {
        _gateways.Remove(replica.HttpAddress);
        await replica.StopAsync();
        replica.Checkout = checkout;
        await RestartAsync(replica);
        if (replica.Service == ResourceNames.Gateway)
        {
            _gateways.Add(replica.HttpAddress);
        }
    }

    /// <summary>Runs the migrations of a service, those of a working copy; null is this one.</summary>
    public Task<string> MigrateAsync(string service, string? checkout)
    {
        var settings = _settings
            .Append(new("Admin__Email", AdminEmail))
            .Append(new("Admin__Password", AdminPassword));

        return LocalProgram.RunAsync(new ServiceProgram(service, checkout).Command(settings, "migrate"));
    }

    /// <summary>Runs a command of a service with the administrator's token, and returns what it wrote.</summary>
    public Task<string> CommandAsync(string service, params string[] command) => LocalProgram.RunAsync(
        new ServiceProgram(service).Command(_settings.Append(new("ACCESS_TOKEN", Administrator.Token!)), command));

    /// <summary>Gives the replicas that are started from now on a broker that is empty.</summary>
    public async Task ReplaceBrokerAsync() =>
        _settings["ConnectionStrings__messaging"] = await RabbitMQ.CreateVirtualHostAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Task.WhenAll(Replicas.Select(replica => replica.DisposeAsync().AsTask()));
        await RabbitMQ.DisposeAsync();
        await Postgres.DisposeAsync();
    }

    private async Task ConfigureAsync(IEnumerable<KeyValuePair<string, string>> settings)
    {
        _settings["ConnectionStrings__messaging"] = await RabbitMQ.CreateVirtualHostAsync();
        foreach (var service in Stateful)
        {
            _settings[$"ConnectionStrings__{service}-db"] = await Postgres.CreateDatabaseAsync(service);
            foreach (var (index, replica) in Of(service).Index())
            {
                _settings[$"services__{service}__http__{index}"] = replica.HttpAddress;
                _settings[$"services__{service}__grpc__{index}"] = replica.GrpcAddress;
            }
        }

        foreach (var (name, value) in settings)
        {
            _settings[name] = value;
        }
    }

    private async Task LogInAsync() => Administrator = await Client.LoginAsync(AdminEmail, AdminPassword);
}
