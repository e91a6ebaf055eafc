using System.Globalization;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shop.Contracts;
using Shop.Contracts.Users.V1;
using Shop.ServiceDefaults.Database;
using Shop.Tests.Infrastructure;
using Shop.Users.Data;
using Shop.Users.Grpc;
using UserMessage = Shop.Contracts.Users.V1.User;

namespace Shop.Tests.Users;

/// <summary>The users service on a database of its own, with its first administrator.</summary>
public sealed class UsersFixture : IAsyncLifetime
{
    public const string AdminEmail = "admin@shop.example";
    public const string Password = "correct horse";

    private readonly Dictionary<string, string?> _settings = new()
    {
        // Nobody listens there: what the service publishes stays in its outbox.
        [$"ConnectionStrings:{ResourceNames.Messaging}"] = "amqp://guest:guest@127.0.0.1:1",
        ["Passwords:Iterations"] = "1000",
        ["AccessTokens:KeyLifetime"] = "00:00:00.200",
        ["AccessTokens:KeyRefreshInterval"] = "00:00:00.100",
        ["Admin:Email"] = AdminEmail,
        ["Admin:Password"] = Password,
    };

    private readonly List<IDisposable> _hosts = [];

    internal ServiceFactory<UsersGrpcService> Host { get; private set; } = null!;

    internal UsersService.UsersServiceClient Client => new(Host.Calls);

    public async ValueTask InitializeAsync()
    {
        var postgres = await PostgresServer.SharedAsync();
        _settings[$"ConnectionStrings:{ResourceNames.UsersDatabase}"] = await postgres.CreateDatabaseAsync();
        Host = Start();

        await WithAsync<UsersDbContext>(db => db.Database.MigrateAsync());
        await RunStepsAsync(Host);
    }

    /// <summary>Another replica on the same database.</summary>
    internal ServiceFactory<UsersGrpcService> Start(params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>(_settings);
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        var host = new ServiceFactory<UsersGrpcService>(all);
        _hosts.Add(host);

        return host;
    }

    /// <summary>What <c>migrate</c> does after the migrations.</summary>
    internal static async Task RunStepsAsync(ServiceFactory<UsersGrpcService> host)
    {
        await using var scope = host.Services.CreateAsyncScope();
        foreach (var step in scope.ServiceProvider.GetServices<IMigrationStep>())
        {
            await step.RunAsync(CancellationToken.None);
        }
    }

    internal async Task WithAsync<TService>(Func<TService, Task> work)
        where TService : notnull
    {
        await using var scope = Host.Services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    internal async Task<TResult> ReadAsync<TResult>(Func<UsersDbContext, Task<TResult>> query)
    {
        await using var scope = Host.Services.CreateAsyncScope();

        return await query(scope.ServiceProvider.GetRequiredService<UsersDbContext>());
    }

    internal static string NewEmail() =>
        string.Create(CultureInfo.InvariantCulture, $"{Guid.NewGuid():n}@shop.example");

    internal async Task<UserMessage> RegisterAsync(string? email = null, string password = Password)
    {
        var request = new RegisterUserRequest
        {
            Email = email ?? NewEmail(),
            Username = "Ann",
            Password = password,
            Type = UserType.Customer,
        };

        return (await Client.RegisterUserAsync(request, TokenForge.Anonymous)).User;
    }

    internal async Task<CallOptions> LoginAsync(string email, string password = Password)
    {
        var response = await Client.LoginAsync(
            new LoginRequest { Email = email, Password = password }, TokenForge.Anonymous);

        return TokenForge.Authorization($"Bearer {response.Token}");
    }

    internal Task<CallOptions> LoginAsAdminAsync() => LoginAsync(AdminEmail);

    public ValueTask DisposeAsync()
    {
        _hosts.ForEach(host => host.Dispose());

        return ValueTask.CompletedTask;
    }
}
