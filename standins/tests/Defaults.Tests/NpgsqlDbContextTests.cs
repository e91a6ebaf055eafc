using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Shop.Tests.Infrastructure;

namespace Defaults.Tests;

public sealed class NpgsqlDbContextTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const string Section = "Aspire:Npgsql:EntityFrameworkCore:PostgreSQL";

    [Fact]
    public async Task A_context_queries_the_database_of_the_connection_string()
    {
        using var host = Build(postgres.ConnectionString);
        using var scope = host.Services.CreateScope();

        var answer = await Context(scope).Database.SqlQuery<int>($"SELECT 42 AS \"Value\"").SingleAsync();

        Assert.Equal(42, answer);
    }

    [Fact]
    public void Failed_commands_are_retried_unless_that_is_disabled()
    {
        using var retrying = Build(postgres.ConnectionString);
        using var failing = Build(postgres.ConnectionString, ($"{Section}:DisableRetry", "true"));

        Assert.True(RetriesOnFailure(retrying));
        Assert.False(RetriesOnFailure(failing));
    }

    [Fact]
    public void The_contexts_own_section_goes_before_the_common_one()
    {
        using var host = Build(
            postgres.ConnectionString, ($"{Section}:CommandTimeout", "7"), ($"{Section}:TestContext:CommandTimeout", "8"));
        using var scope = host.Services.CreateScope();

        Assert.Equal(8, Context(scope).Database.GetCommandTimeout());
    }

    [Fact]
    public void A_missing_connection_string_is_named_when_the_context_is_made()
    {
        using var host = Build(connectionString: null);
        using var scope = host.Services.CreateScope();

        var exception = Assert.Throws<InvalidOperationException>(() => Context(scope));

        Assert.Contains("ConnectionStrings:test-db", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_health_check_is_named_after_the_context_and_follows_the_database()
    {
        using var healthy = Build(postgres.ConnectionString);
        using var unhealthy = Build("Host=127.0.0.1;Port=1;Username=a;Database=b", ($"{Section}:DisableRetry", "true"));

        Assert.Equal(HealthStatus.Healthy, await HealthAsync(healthy));
        Assert.Equal(HealthStatus.Unhealthy, await HealthAsync(unhealthy));
    }

    [Fact]
    public void What_is_disabled_is_not_registered()
    {
        using var host = Build(
            postgres.ConnectionString,
            ($"{Section}:DisableHealthChecks", "true"),
            ($"{Section}:DisableTracing", "true"),
            ($"{Section}:DisableMetrics", "true"));

        Assert.Null(host.Services.GetService<HealthCheckService>());
        Assert.Null(host.Services.GetService<TracerProvider>());
        Assert.Null(host.Services.GetService<MeterProvider>());
    }

    private static IHost Build(string? connectionString, params (string Key, string? Value)[] settings)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration["ConnectionStrings:test-db"] = connectionString;
        foreach (var (key, value) in settings)
        {
            builder.Configuration[key] = value;
        }

        builder.AddNpgsqlDbContext<TestContext>("test-db");
        return builder.Build();
    }

    private static TestContext Context(IServiceScope scope) => scope.ServiceProvider.GetRequiredService<TestContext>();

    private static bool RetriesOnFailure(IHost host)
    {
        using var scope = host.Services.CreateScope();
        return Context(scope).Database.CreateExecutionStrategy().RetriesOnFailure;
    }

    private static async Task<HealthStatus> HealthAsync(IHost host)
    {
        var report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        return report.Entries[nameof(TestContext)].Status;
    }

    private sealed class TestContext(DbContextOptions<TestContext> options) : DbContext(options);
}
