using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Shop.Messaging.Inbox;

/// <summary>Forgets deliveries that are too old to come again.</summary>
internal sealed partial class InboxCleanup<TContext>(
    IServiceScopeFactory scopes,
    IOptions<MessagingOptions> options,
    TimeProvider time,
    ILogger<InboxCleanup<TContext>> logger) : BackgroundService
    where TContext : DbContext
{
    internal const int BatchSize = 10_000;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), time);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                await CleanAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Log.Failed(logger, exception);
            }
        }
    }

    /// <summary>Removes the old rows in batches, so that none outlasts the time of a command.</summary>
    internal async Task CleanAsync(CancellationToken cancellationToken)
    {
        var oldest = time.GetUtcNow() - options.Value.InboxRetention;
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<TContext>().Database;
        int removed;
        do
        {
            removed = await database.ExecuteSqlAsync(
                $"""
                 DELETE FROM inbox WHERE ctid = ANY (ARRAY(
                     SELECT ctid FROM inbox WHERE received_at < {oldest} LIMIT {BatchSize}))
                 """,
                cancellationToken);
        }
        while (removed == BatchSize);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Old inbox rows were not removed; the next hour tries again")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
