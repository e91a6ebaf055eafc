using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Shop.Contracts;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.EndToEnd;

/// <summary>The whole application, started once for all tests of the collection.</summary>
public sealed class ShopFixture : IAsyncLifetime
{
    /// <summary>Processes of users, products and orders each.</summary>
    public const int Replicas = 2;

    public const string AdminEmail = "administrator@shop.example";
    public const string AdminPassword = "correct horse battery staple";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(30);

    private readonly SecretWatch _secrets = new();
    private DistributedApplication? _app;
    private OtlpCollector? _telemetry;

    public DistributedApplication App =>
        _app ?? throw new InvalidOperationException("The application has not started.");

    /// <summary>Passwords and tokens of the run, and whether any of them can be read anywhere.</summary>
    internal SecretWatch Secrets => _secrets;

    /// <summary>What the services tell about themselves.</summary>
    internal OtlpCollector Telemetry => _telemetry ?? throw new InvalidOperationException("Nobody collects telemetry.");

    public GraphQLClient Anonymous { get; private set; } = null!;

    public GraphQLClient Admin { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        using var timeout = new CancellationTokenSource(StartTimeout);
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Shop_AppHost>(
            [
                $"--Replicas={Replicas}",
                $"--Parameters:{ResourceNames.AdminEmail}={AdminEmail}",
                $"--Parameters:{ResourceNames.AdminPassword}={AdminPassword}",
            ],
            timeout.Token);
        _telemetry = await OtlpCollector.StartAsync();
        SendTelemetryTo(_telemetry, builder);
        GiveOrdersTime(builder);
        SetProxies(builder);
        _app = await builder.BuildAsync(timeout.Token);
        await _app.StartAsync(timeout.Token);
        await _secrets.WatchAsync(_app, _telemetry);
        string[] services = [ResourceNames.Users, ResourceNames.Products, ResourceNames.Orders, ResourceNames.Gateway];
        await Task.WhenAll(services.Select(
            service => _app.ResourceNotifications.WaitForResourceHealthyAsync(service, timeout.Token)));

        Anonymous = new GraphQLClient(_app.CreateHttpClient(ResourceNames.Gateway, "http"), token: null);
        Admin = await LoginAsync(AdminEmail, AdminPassword);
    }

    public async ValueTask DisposeAsync()
    {
        IReadOnlyList<string> leaks = [];
        if (_app is not null)
        {
            using var timeout = new CancellationTokenSource(StopTimeout);
            await _app.StopAsync(timeout.Token);
            leaks = _secrets.Leaks();
            await _secrets.DisposeAsync();
            await _app.DisposeAsync();
        }

        if (_telemetry is not null)
        {
            await _telemetry.DisposeAsync();
        }

        // Whatever all tests of the collection have done.
        Assert.Empty(leaks);
    }

    public async Task<GraphQLClient> LoginAsync(string email, string password)
    {
        var data = await Anonymous.DataAsync(
            "mutation ($input: Login!) { login(input: $input) { token } }", new { input = new { email, password } });

        return Anonymous.WithToken(_secrets.Add(data.GetProperty("login").GetProperty("token").GetString()!));
    }

    /// <summary>Registers a customer of its own for a test and logs in.</summary>
    public async Task<Customer> NewCustomerAsync()
    {
        var email = $"{Guid.NewGuid():N}@shop.example";
        var password = _secrets.Add($"secret {Guid.NewGuid():N}");
        var data = await Anonymous.DataAsync(
            "mutation ($input: NewUser!) { registerUser(input: $input) { id } }",
            new { input = new { email, username = "Ann", type = 0, password } });
        var client = await LoginAsync(email, password);

        return new Customer(data.GetProperty("registerUser").GetProperty("id").GetString()!, email, password, client);
    }

    /// <summary>Adds a product of its own for a test.</summary>
    public async Task<string> NewProductAsync(int price = 250, int stock = 10)
    {
        var data = await Admin.DataAsync(
            "mutation ($input: CreateProduct!) { createProduct(input: $input) { id } }",
            new { input = new { name = "Mug", description = "Holds tea", price, stock } });

        return data.GetProperty("createProduct").GetProperty("id").GetString()!;
    }

    /// <summary>On a machine that is busy an order takes longer to settle than a caller would wait for it.</summary>
    private static void GiveOrdersTime(IDistributedApplicationBuilder builder)
    {
        foreach (var project in builder.Resources.OfType<ProjectResource>())
        {
            builder.CreateResourceBuilder(project)
                .WithEnvironment("Orders__OutcomeTimeout", "00:00:08")
                .WithEnvironment("ServiceClients__Deadline", "00:00:20");
        }
    }

    /// <summary>As on many a machine: the services must not ask the proxy for one another.</summary>
    private static void SetProxies(IDistributedApplicationBuilder builder)
    {
        foreach (var project in builder.Resources.OfType<ProjectResource>())
        {
            var resource = builder.CreateResourceBuilder(project);
            foreach (var variable in new[] { "http_proxy", "https_proxy", "all_proxy" })
            {
                resource.WithEnvironment(variable, "http://127.0.0.1:9");
            }

            foreach (var variable in new[] { "no_proxy", "NO_PROXY" })
            {
                resource.WithEnvironment(variable, "");
            }
        }
    }

    private static void SendTelemetryTo(OtlpCollector collector, IDistributedApplicationBuilder builder)
    {
        foreach (var project in builder.Resources.OfType<ProjectResource>())
        {
            // A service that is well has nothing to say otherwise.
            var resource = builder.CreateResourceBuilder(project)
                .WithEnvironment(
                    "Logging__OpenTelemetry__LogLevel__Microsoft.AspNetCore.Routing.EndpointMiddleware", "Information");
            foreach (var (name, value) in collector.Environment)
            {
                resource.WithEnvironment(name, value);
            }
        }
    }
}

public sealed record Customer(string Id, string Email, string Password, GraphQLClient Client);

// Seven processes on the machine's processors: nothing else runs beside them.
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ShopCollection : ICollectionFixture<ShopFixture>
{
    public const string Name = "shop";
}
