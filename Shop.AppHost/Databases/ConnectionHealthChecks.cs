using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Shop.AppHost.Databases;

/// <summary>A server is healthy when a connection of the kind that its clients make can be opened.</summary>
internal static class ConnectionHealthChecks
{
    /// <param name="builder">A server or a database.</param>
    /// <param name="exists">Says when there is something to connect to, if not from the start.</param>
    public static IResourceBuilder<T> WithPostgresHealthCheck<T>(
        this IResourceBuilder<T> builder, Func<bool>? exists = null)
        where T : IResourceWithConnectionString => builder.WithConnectionCheck(OpenPostgresAsync, exists);

    public static IResourceBuilder<T> WithRabbitMQHealthCheck<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithConnectionString => builder.WithConnectionCheck(OpenRabbitMQAsync);

    private static IResourceBuilder<T> WithConnectionCheck<T>(
        this IResourceBuilder<T> builder, Func<string, CancellationToken, Task> open, Func<bool>? exists = null)
        where T : IResourceWithConnectionString
    {
        var key = $"{builder.Resource.Name}_check";
        builder.ApplicationBuilder.Services.AddHealthChecks().AddAsyncCheck(
            key,
            async cancellationToken =>
            {
                if (exists?.Invoke() is false)
                {
                    return HealthCheckResult.Unhealthy("There is nothing to connect to yet.");
                }

                var connectionString = await builder.Resource.GetConnectionStringAsync(cancellationToken);
                try
                {
                    await open(connectionString!, cancellationToken);

                    return HealthCheckResult.Healthy();
                }
                catch (Exception exception) when (exception is NpgsqlException or BrokerUnreachableException)
                {
                    return HealthCheckResult.Unhealthy(exception.Message, exception);
                }
            });

        return builder.WithHealthCheck(key);
    }

    private static async Task OpenPostgresAsync(string connectionString, CancellationToken cancellationToken)
    {
        // Not pooled: an idle connection would keep the server from ending.
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        settings.Database ??= "postgres";
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(cancellationToken);
    }

    private static async Task OpenRabbitMQAsync(string connectionString, CancellationToken cancellationToken)
    {
        var factory = new ConnectionFactory { Uri = new Uri(connectionString), AutomaticRecoveryEnabled = false };
        await using var connection = await factory.CreateConnectionAsync(cancellationToken);
    }
}
