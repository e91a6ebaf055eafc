using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Shop.ServiceDefaults.Database;

namespace Shop.Tests.ServiceDefaults;

public sealed class DatabaseSettingsTests
{
    [Fact]
    public void A_service_has_a_small_pool_and_keeps_statements_prepared()
    {
        var settings = SettingsOf("Host=localhost;Database=none");

        Assert.Equal(14, settings.MaxPoolSize);
        Assert.Equal(100, settings.MaxAutoPrepare);
        Assert.True(settings.NoResetOnClose);
        Assert.Equal(
            "-c lock_timeout=2s -c idle_in_transaction_session_timeout=15s -c plan_cache_mode=force_generic_plan",
            settings.Options);
    }

    [Fact]
    public void What_the_connection_string_says_counts()
    {
        var settings = SettingsOf(
            "Host=localhost;Database=none;MaxPoolSize=5;Max Auto Prepare=0;No Reset On Close=false;"
            + "Options=-c lock_timeout=1s");

        Assert.Equal(5, settings.MaxPoolSize);
        Assert.Equal(0, settings.MaxAutoPrepare);
        Assert.False(settings.NoResetOnClose);
        Assert.EndsWith(" -c lock_timeout=1s", settings.Options, StringComparison.Ordinal);
    }

    private static NpgsqlConnectionStringBuilder SettingsOf(string connectionString)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:test-db", connectionString)]);
        builder.AddDatabase<EmptyContext>("test-db");
        using var host = builder.Build();
        using var scope = host.Services.CreateScope();
        var context = scope.ServiceProvider.GetRequiredService<EmptyContext>();

        return new NpgsqlConnectionStringBuilder(context.Database.GetConnectionString());
    }

    private sealed class EmptyContext(DbContextOptions<EmptyContext> options) : DbContext(options);
}
