using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Shop.Messaging.Outbox;

/// <summary>
/// Moves the outbox to the broker, at least once: rows are locked, sent, and deleted in the transaction that locked
/// them, after the broker's confirm. A crash between confirm and commit sends them again, which inboxes absorb.
/// </summary>
internal sealed partial class OutboxRelay<TContext>(
    IServiceScopeFactory scopes,
    OutboxSignal signal,
    OutboxPublisher publisher,
    MessagingState state,
    IOptions<MessagingOptions> options,
    ILogger<OutboxRelay<TContext>> logger) : BackgroundService
    where TContext : DbContext
{
    private readonly MessagingOptions _options = options.Value;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var backOff = new BackOff(_options.MaxBackOff);
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                if (await TryRelayAsync(stoppingToken) is not { } sent)
                {
                    await backOff.WaitAsync(stoppingToken);
                    continue;
                }

                backOff.Reset();
                if (sent < _options.RelayBatchSize)
                {
                    await signal.WaitAsync(_options.SweepInterval, stoppingToken);
                }
            }
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; what waits in the outbox is sent after the next start.
        }
        finally
        {
            state.Ended = stoppingToken.IsCancellationRequested ? state.Ended : "relay";
            await publisher.CloseAsync();
        }
    }

    /// <summary>Returns how many rows were sent, or null when it has to be tried again.</summary>
    private async Task<int?> TryRelayAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (publisher.Blocked is { } reason)
            {
                state.RelayTrouble = $"the broker takes no messages: {reason}";
                return null;
            }

            await publisher.OpenAsync(stoppingToken);
            var (claimed, confirmed) = await RelayBatchAsync(stoppingToken);
            if (confirmed < claimed)
            {
                // A new channel declares the topology again, which heals a queue or binding that was removed.
                await publisher.CloseAsync();
                state.RelayTrouble = $"{claimed - confirmed} events were not confirmed.";
                return null;
            }

            state.RelayTrouble = null;
            return confirmed;
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            if (state.RelayTrouble != exception.Message)
            {
                Log.Interrupted(logger, exception);
            }

            state.RelayTrouble = exception.Message;
            return null;
        }
    }

    private async Task<(int Claimed, int Confirmed)> RelayBatchAsync(CancellationToken stoppingToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<TContext>();
        await context.Database.OpenConnectionAsync(stoppingToken);
        var connection = (NpgsqlConnection)context.Database.GetDbConnection();
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, stoppingToken);
        var rows = await OutboxTable.ClaimAsync(transaction, _options.RelayBatchSize, stoppingToken);
        if (rows.Count == 0)
        {
            return (0, 0);
        }

        // From here on a stop waits for the batch, within its time: to break off would only send it twice.
        using var limited = new CancellationTokenSource(_options.ConfirmTimeout);
        var confirmed = await publisher.PublishAsync(rows, limited.Token);
        await OutboxTable.DeleteAsync(transaction, confirmed, CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return (rows.Count, confirmed.Length);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The relay of the outbox is interrupted and tries again")]
        public static partial void Interrupted(ILogger logger, Exception exception);
    }
}
