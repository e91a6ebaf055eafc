using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Shop.Contracts;
using Shop.Messaging.Broker;

namespace Shop.Messaging;

/// <summary>
/// Measures what waits - in the outbox, in the service's queue, among its dead letters - every five seconds, whoever
/// reads the metrics and however often. What cannot be looked at is not reported, rather than reported as it was.
/// </summary>
internal sealed partial class BacklogWatch<TContext>(
    IServiceProvider services,
    BrokerStart broker,
    MessagingService service,
    MessagingMetrics metrics,
    ILogger<BacklogWatch<TContext>> logger) : BackgroundService
    where TContext : DbContext
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            await broker.WaitAsync(new LoopState("watch"), stoppingToken);
            do
            {
                await LookAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    internal async Task LookAsync(CancellationToken stoppingToken)
    {
        metrics.OutboxAge = await TryAsync(ReadOutboxAgeAsync, null, stoppingToken);
        metrics.Queues = await TryAsync(CountQueuesAsync, new Dictionary<string, long>(), stoppingToken);
    }

    private async Task<T> TryAsync<T>(
        Func<CancellationToken, Task<T>> look, T unknown, CancellationToken stoppingToken)
    {
        try
        {
            return await look(stoppingToken);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            // The relay and the consumers tell of what is away.
            Log.Unknown(logger, exception.Message);

            return unknown;
        }
    }

    // By the primary key, whose order is that of time.
    private async Task<TimeSpan?> ReadOutboxAgeAsync(CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var ages = await scope.ServiceProvider.GetRequiredService<TContext>().Database
            .SqlQuery<TimeSpan>(
                $"""SELECT now() - created_at AS "Value" FROM outbox ORDER BY message_id LIMIT 1""")
            .ToListAsync(cancellationToken);

        return ages is [var age] ? age : TimeSpan.Zero;
    }

    private async Task<Dictionary<string, long>> CountQueuesAsync(CancellationToken cancellationToken)
    {
        var counts = new Dictionary<string, long>();
        if (!MessagingNames.Subscriptions.ContainsKey(service.Name))
        {
            return counts;
        }

        var connection = await services.ConnectAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        string[] queues = [MessagingNames.Queue(service.Name), MessagingNames.DeadLetterQueue(service.Name)];
        foreach (var queue in queues)
        {
            counts[queue] = await channel.MessageCountAsync(queue, cancellationToken);
        }

        return counts;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "What waits is not known: {Reason}")]
        public static partial void Unknown(ILogger logger, string reason);
    }
}
