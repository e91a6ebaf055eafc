using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Shop.Contracts;
using Shop.ServiceDefaults.Commands;
using Shop.ServiceDefaults.Startup;
using Shop.ServiceDefaults.Telemetry;

namespace Shop.ServiceDefaults.Database;

public static class DatabaseExtensions
{
    /// <summary>
    /// Connections of one replica at most, so that three services with two each fit into PostgreSQL's 100, beside those
    /// of operators.
    /// </summary>
    private const int MaxPoolSize = 14;

    private const int MaxPreparedStatements = 100;

    private const int CommandTimeoutSeconds = 30;

    /// <summary>
    /// Whoever waits for a lock is told within the deadline of a call, and can tell a lock from a statement that is
    /// slow. A process that hangs in a transaction must not keep its locks from the other replicas.
    /// </summary>
    private const string Timeouts =
        "-c lock_timeout=2s -c idle_in_transaction_session_timeout=15s -c plan_cache_mode=force_generic_plan";

    private static readonly ReadOnlySessions.Interceptor ReadOnly = new();

    /// <summary>
    /// The service's own database: pooled context, health check, tracing and metrics. Commands are not retried: a retry
    /// can only repeat a whole unit of work, whose transactions are begun by handlers and consumers, and it is they or
    /// their callers who know whether that is safe.
    /// </summary>
    /// <param name="builder">The host.</param>
    /// <param name="connectionName">The key below <c>ConnectionStrings</c>.</param>
    /// <exception cref="ConfigurationException">The connection string is missing or malformed.</exception>
    public static IHostApplicationBuilder AddDatabase<TContext>(
        this IHostApplicationBuilder builder, string connectionName)
        where TContext : DbContext
    {
        var connectionString = ReadConnectionString(builder, connectionName);
        builder.AddNpgsqlDbContext<TContext>(
            connectionName,
            settings =>
            {
                settings.ConnectionString = connectionString;
                settings.CommandTimeout ??= CommandTimeoutSeconds;
                settings.DisableRetry = true;
                settings.DisableTracing = !builder.Configuration.ExportsTelemetry();
                settings.DisableMetrics = !builder.Configuration.CollectsMetrics();
            },
            Configure);
        builder.Services.AddCommand<MigrateCommand<TContext>>(
            "migrate", "Brings the database up to date.");
        builder.Services.AddCommand<WaitForMigrationsCommand<TContext>>(
            "wait-for-migrations", "Waits until the database is up to date.");
        if (ReadAdministrator(builder, connectionName) is { } administrator)
        {
            builder.Services.AddSingleton(administrator);
        }

        return builder;
    }

    private static DatabaseAdministrator? ReadAdministrator(IHostApplicationBuilder builder, string connectionName)
    {
        if (builder.Configuration.GetConnectionString(ResourceNames.Postgres) is not { Length: > 0 } value)
        {
            return null;
        }

        var setting = $"ConnectionStrings:{ResourceNames.Postgres}";
        if (Parse(setting, value).Host is not { Length: > 0 })
        {
            throw new ConfigurationException(setting, "needs a Host.");
        }

        var own = new NpgsqlConnectionStringBuilder(builder.Configuration.GetConnectionString(connectionName));

        return own is { Username.Length: > 0, Password.Length: > 0 }
            ? new DatabaseAdministrator(value, own.Username, own.Password, own.Database!)
            : throw new ConfigurationException(
                $"ConnectionStrings:{connectionName}",
                $"needs Username and Password, for {setting} is to make the role.");
    }

    private static void Configure(DbContextOptionsBuilder options) => options
        .AddInterceptors(ReadOnly)
        .ConfigureWarnings(static warnings => warnings
            // A constraint that says no is an answer; whoever cannot handle a failed command logs it.
            .Log(
                (RelationalEventId.CommandExecuted, LogLevel.Debug),
                (RelationalEventId.CommandError, LogLevel.Debug),
                (CoreEventId.SaveChangesFailed, LogLevel.Debug)));

    private static string ReadConnectionString(IHostApplicationBuilder builder, string connectionName)
    {
        var setting = $"ConnectionStrings:{connectionName}";
        if (builder.Configuration.GetConnectionString(connectionName) is not { Length: > 0 } value)
        {
            throw new ConfigurationException(
                setting, "is missing: the connection string of a PostgreSQL database is needed.");
        }

        var parsed = Parse(setting, value);
        if (string.IsNullOrEmpty(parsed.Host) || string.IsNullOrEmpty(parsed.Database))
        {
            throw new ConfigurationException(setting, "needs both Host and Database.");
        }

        // ContainsKey says of every keyword that there is, given or not, that it is contained.
        var given = parsed.Keys;
        parsed.MaxPoolSize = given.Contains("Maximum Pool Size") ? parsed.MaxPoolSize : MaxPoolSize;

        // Statements are planned once for each connection; the shop changes no setting of a session that it gives back.
        parsed.MaxAutoPrepare = given.Contains("Max Auto Prepare") ? parsed.MaxAutoPrepare : MaxPreparedStatements;
        parsed.NoResetOnClose = !given.Contains("No Reset On Close") || parsed.NoResetOnClose;

        // Kerberos is for those who ask for it: its library, which small images lack, would be looked for, and logged.
        parsed.GssEncryptionMode =
            given.Contains("GSS Encryption Mode") ? parsed.GssEncryptionMode : GssEncryptionMode.Disable;

        // Of two values the server takes the last.
        parsed.Options = $"{Timeouts} {parsed.Options}".TrimEnd();
        parsed.ApplicationName ??= builder.Environment.ApplicationName;

        return parsed.ConnectionString;
    }

    private static NpgsqlConnectionStringBuilder Parse(string setting, string value)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(value);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            // The parser's message may quote a part of the value, and that may be the password.
            throw new ConfigurationException(
                setting, "is malformed: expected Host=…;Port=…;Username=…;Password=…;Database=….");
        }
    }
}
