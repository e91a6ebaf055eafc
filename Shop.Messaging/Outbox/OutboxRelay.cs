using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Shop.Messaging.Broker;
using Shop.ServiceDefaults;

namespace Shop.Messaging.Outbox;

/// <summary>
/// Moves the outbox to the broker, at least once: rows are locked, sent, and deleted in the transaction that locked
/// them, after the broker's confirm. A crash between confirm and commit sends them again, which inboxes absorb. The
/// relays of several replicas take turns row by row, so that events may overtake each other, as consumers tolerate.
/// </summary>
internal sealed partial class OutboxRelay<TContext>(
    IServiceScopeFactory scopes,
    OutboxSignal signal,
    BrokerStart broker,
    OutboxPublisher publisher,
    MessagingState state,
    IOptions<MessagingOptions> options,
    ILogger<OutboxRelay<TContext>> logger) : BackgroundService
    where TContext : DbContext
{
    private readonly MessagingOptions _options = options.Value;
    private readonly LoopState _state = state.Relay;

    private enum Outcome
    {
        /// <summary>It has to be tried again.</summary>
        Failed,

        /// <summary>There may be more.</summary>
        Sent,

        /// <summary>There is no more.</summary>
        Drained,
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var backOff = new BackOff(_options.MaxBackOff);
        try
        {
            await broker.WaitAsync(_state, stoppingToken);
            while (!stoppingToken.IsCancellationRequested)
            {
                switch (await TryRelayAsync(stoppingToken))
                {
                    case Outcome.Failed:
                        await backOff.WaitAsync(stoppingToken);
                        break;
                    case Outcome.Sent:
                        backOff.Reset();
                        break;
                    case Outcome.Drained:
                        backOff.Reset();
                        await signal.WaitAsync(_options.SweepInterval, stoppingToken);
                        break;
                }
            }
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; what waits in the outbox is sent after the next start.
        }
        finally
        {
            _state.HasEnded = !stoppingToken.IsCancellationRequested;
            await publisher.CloseAsync();
        }
    }

    private async Task<Outcome> TryRelayAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (IsBlocked())
            {
                return Outcome.Failed;
            }

            await publisher.OpenAsync(stoppingToken);
            var (sent, confirmed) = await RelayBatchAsync(stoppingToken);
            if (confirmed < sent && IsBlocked())
            {
                // The broker still has what was sent to it, and reads it when it takes messages again.
                return Outcome.Failed;
            }

            if (confirmed < sent)
            {
                // A new channel declares the topology again, which heals a queue or binding that was removed.
                await publisher.CloseAsync();
                _state.Trouble = $"{sent - confirmed} events were not confirmed.";

                return Outcome.Failed;
            }

            _state.Trouble = null;

            return sent == _options.RelayBatchSize ? Outcome.Sent : Outcome.Drained;
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            if (_state.Trouble != exception.Message)
            {
                Log.Interrupted(logger, exception);
            }

            _state.Trouble = exception.Message;

            return Outcome.Failed;
        }
    }

    private bool IsBlocked()
    {
        if (publisher.Blocked is not { } reason)
        {
            return false;
        }

        _state.Trouble = $"the broker takes no messages: {reason}";

        return true;
    }

    private async Task<(int Sent, int Confirmed)> RelayBatchAsync(CancellationToken stoppingToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<TContext>();
        await using var transaction = await context.Database.BeginTransactionAsync(stoppingToken);
        var rows = await OutboxTable.ClaimAsync(context, _options.RelayBatchSize, stoppingToken);
        if (rows.Count == 0)
        {
            return (0, 0);
        }

        // From here on a stop waits for the batch, within its time: to break off would only send it twice.
        using var limited = new CancellationTokenSource(_options.ConfirmTimeout);
        var confirmed = await publisher.PublishAsync(rows, limited.Token);
        await OutboxTable.DeleteAsync(context, confirmed, CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);

        return (rows.Count, confirmed.Length);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The relay of the outbox is interrupted and tries again")]
        public static partial void Interrupted(ILogger logger, Exception exception);
    }
}
