using Npgsql;
using Shop.Contracts;

namespace Shop.Orders.Features;

/// <summary>Wakes the waiting callers of this process, whichever replica it was that settled their order.</summary>
internal sealed partial class OutcomeListener(
    OrderOutcomes outcomes,
    IConfiguration configuration,
    TimeProvider time,
    ILogger<OutcomeListener> logger)
    : BackgroundService
{
    public const string ApplicationName = "orders-outcomes";

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);

    private TimeSpan _delay = FirstDelay;

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
                Log.Lost(logger, _delay, exception);
                await Task.Delay(_delay, time, stoppingToken);
                _delay = TimeSpan.FromTicks(Math.Min(_delay.Ticks * 2, LongestDelay.Ticks));
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        var settings = new NpgsqlConnectionStringBuilder(
            configuration.GetConnectionString(ResourceNames.OrdersDatabase))
        {
            ApplicationName = ApplicationName,
            KeepAlive = 10,
            Pooling = false,
        };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        connection.Notification += (_, notification) => Wake(notification.Payload);
        await connection.OpenAsync(cancellationToken);
        await using (var command = new NpgsqlCommand($"LISTEN {OutcomeNotifications.Channel}", connection))
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        // Outcomes that were written while nobody listened: their callers look again.
        outcomes.WakeAll();
        _delay = FirstDelay;
        Log.Listening(logger);

        // The keep-alive of the connection ends the wait when the server is gone.
        while (true)
        {
            await connection.WaitAsync(cancellationToken);
        }
    }

    private void Wake(string payload)
    {
        if (Guid.TryParse(payload, out var orderId))
        {
            outcomes.Wake(orderId);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "Listening for settled orders.")]
        public static partial void Listening(ILogger logger);

        [LoggerMessage(LogLevel.Warning, "Not listening for settled orders; trying again in {Delay}.")]
        public static partial void Lost(ILogger logger, TimeSpan delay, Exception exception);
    }
}
