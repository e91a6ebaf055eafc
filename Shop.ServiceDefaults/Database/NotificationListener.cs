using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Shop.ServiceDefaults.Database;

/// <summary>
/// Listens on a channel of the service's database (LISTEN/NOTIFY) for as long as the host runs, on a connection of its
/// own. What was sent while nobody listened is lost: <see cref="OnListening"/> says when to look for it.
/// </summary>
public abstract partial class NotificationListener<TContext>(
    string channel, string applicationName, IServiceScopeFactory scopes, ILogger logger)
    : BackgroundService
    where TContext : DbContext
{
    private readonly BackOff _backOff = new(TimeSpan.FromSeconds(5));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                var delay = _backOff.Next();
                Log.Lost(logger, channel, delay, exception);
                await Task.Delay(delay, stoppingToken);
            }
        }
    }

    /// <summary>Called whenever listening has begun, at the start and after a lost connection.</summary>
    protected abstract void OnListening();

    protected abstract void OnNotification(string payload);

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(ConnectionString());
        connection.Notification += (_, notification) => OnNotification(notification.Payload);
        await connection.OpenAsync(cancellationToken);
        await using (var command = new NpgsqlCommand($"LISTEN {channel}", connection))
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        OnListening();
        _backOff.Reset();
        Log.Listening(logger, channel);

        // The keep-alive of the connection ends the wait when the server is gone.
        while (true)
        {
            await connection.WaitAsync(cancellationToken);
        }
    }

    private string ConnectionString()
    {
        using var scope = scopes.CreateScope();
        var database = scope.ServiceProvider.GetRequiredService<TContext>().Database;
        return new NpgsqlConnectionStringBuilder(database.GetConnectionString())
        {
            ApplicationName = applicationName,
            KeepAlive = 10,
            Pooling = false,
        }.ConnectionString;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "Listening on {Channel}.")]
        public static partial void Listening(ILogger logger, string channel);

        [LoggerMessage(LogLevel.Warning, "Not listening on {Channel}; trying again in {Delay}.")]
        public static partial void Lost(ILogger logger, string channel, TimeSpan delay, Exception exception);
    }
}
