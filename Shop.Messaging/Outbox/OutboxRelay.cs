using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Shop.Messaging.Broker;
using Shop.ServiceDefaults;

namespace Shop.Messaging.Outbox;

/// <summary>
/// Moves the outbox to the broker, at least once. An event is sent as soon as its transaction has committed, and its
/// row is deleted some time after the broker's confirm, together with others. What was not confirmed, or was left
/// behind by a process that ended, is swept: rows that are old enough are locked, sent, and deleted in the transaction
/// that locked them. Events are sent again after a crash before the delete, which inboxes absorb. Replicas relay side
/// by side, so that events may overtake each other, as consumers tolerate.
/// </summary>
internal sealed partial class OutboxRelay<TContext>(
    IServiceScopeFactory scopes,
    CommittedEvents committed,
    BrokerStart broker,
    OutboxPublisher publisher,
    MessagingState state,
    IOptions<MessagingOptions> options,
    ILogger<OutboxRelay<TContext>> logger) : BackgroundService
    where TContext : DbContext
{
    /// <summary>How old a row is when it is taken to be left behind.</summary>
    private static readonly TimeSpan SweptAge = CommittedEvents.MaxAge * 3;

    /// <summary>How long the row of a confirmed event waits for others before it is deleted.</summary>
    private static readonly TimeSpan DeleteDelay = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan LastDeleteTimeout = TimeSpan.FromSeconds(2);

    private readonly MessagingOptions _options = options.Value;
    private readonly LoopState _state = state.Relay;
    private readonly long _started = Stopwatch.GetTimestamp();

    private readonly List<Guid> _confirmed = [];

    // In time since the start: when rows of confirmed events are deleted, when it is swept as ever, and when it is
    // swept for what this process left.
    private TimeSpan _nextDelete = TimeSpan.MaxValue;
    private TimeSpan _nextSweep = TimeSpan.Zero;
    private TimeSpan _ownSweep = TimeSpan.MaxValue;

    private TimeSpan Now => Stopwatch.GetElapsedTime(_started);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var backOff = new BackOff(_options.MaxBackOff);
        try
        {
            await broker.WaitAsync(_state, stoppingToken);
            while (!stoppingToken.IsCancellationRequested)
            {
                if (await TryRelayAsync(stoppingToken))
                {
                    backOff.Reset();
                    await committed.WaitAsync(UntilNextTask(), stoppingToken);
                }
                else
                {
                    await backOff.WaitAsync(stoppingToken);
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
            await TryDeleteAsync();
            await publisher.CloseAsync();
        }
    }

    private TimeSpan UntilNextTask()
    {
        var next = new[] { _nextDelete, _nextSweep, _ownSweep }.Min() - Now;

        return next > TimeSpan.Zero ? next : TimeSpan.Zero;
    }

    private async Task<bool> TryRelayAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (IsBlocked())
            {
                return false;
            }

            await publisher.OpenAsync(stoppingToken);
            var unconfirmed = await RelayAsync(stoppingToken);
            if (unconfirmed == 0)
            {
                _state.Trouble = null;

                return true;
            }

            // What a broker that blocks was sent it still has, and reads it when it takes messages again.
            if (!IsBlocked())
            {
                // A new channel declares the topology again, which heals a queue or binding that was removed.
                await publisher.CloseAsync();
                _state.Trouble = $"{unconfirmed} events were not confirmed.";
            }
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            if (_state.Trouble != exception.Message)
            {
                Log.Interrupted(logger, exception);
            }

            _state.Trouble = exception.Message;
        }

        return false;
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

    // Returns how many events were not confirmed. As long as rows cannot be deleted nothing is sent.
    private async Task<int> RelayAsync(CancellationToken stoppingToken)
    {
        if (_confirmed.Count >= _options.RelayBatchSize || _nextDelete <= Now)
        {
            await DeleteAsync(stoppingToken);
        }

        var unconfirmed = await RelayCommittedAsync();

        return unconfirmed == 0 && (_nextSweep <= Now || _ownSweep <= Now)
            ? await SweepAsync(stoppingToken)
            : unconfirmed;
    }

    private async Task<int> RelayCommittedAsync()
    {
        var rows = committed.Take(_options.RelayBatchSize, out var leftToSweep);
        var confirmed = rows.Count == 0 ? [] : await PublishAsync(rows);
        _confirmed.AddRange(confirmed);
        if (confirmed.Length > 0 && _nextDelete == TimeSpan.MaxValue)
        {
            _nextDelete = Now + DeleteDelay;
        }

        if (leftToSweep || confirmed.Length < rows.Count)
        {
            _ownSweep = Now + SweptAge;
        }

        return rows.Count - confirmed.Length;
    }

    private async Task<int> SweepAsync(CancellationToken stoppingToken)
    {
        var start = Now;
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<TContext>();
        await using var transaction = await context.Database.BeginTransactionAsync(stoppingToken);
        var rows = await OutboxTable.ClaimAsync(context, _options.RelayBatchSize, SweptAge, stoppingToken);
        Guid[] confirmed = [];
        if (rows.Count > 0)
        {
            confirmed = await PublishAsync(rows);
            await OutboxTable.DeleteAsync(context, confirmed, CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
        }

        if (rows.Count == _options.RelayBatchSize)
        {
            _nextSweep = TimeSpan.Zero;
        }
        else
        {
            _nextSweep = Now + _options.SweepInterval;
            _ownSweep = _ownSweep <= start ? TimeSpan.MaxValue : _ownSweep;
        }

        return rows.Count - confirmed.Length;
    }

    // A stop waits for what is being sent, within its time: to break off would only send it twice.
    private async Task<Guid[]> PublishAsync(List<OutboxRow> rows)
    {
        using var limited = new CancellationTokenSource(_options.ConfirmTimeout);

        return await publisher.PublishAsync(rows, limited.Token);
    }

    private async Task DeleteAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<TContext>();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await OutboxTable.DeleteAsync(context, _confirmed, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        _confirmed.Clear();
        _nextDelete = TimeSpan.MaxValue;
    }

    private async Task TryDeleteAsync()
    {
        try
        {
            using var limited = new CancellationTokenSource(LastDeleteTimeout);
            if (_confirmed.Count > 0)
            {
                await DeleteAsync(limited.Token);
            }
        }
        catch (Exception exception)
        {
            Log.LeftBehind(logger, exception, _confirmed.Count);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The relay of the outbox is interrupted and tries again")]
        public static partial void Interrupted(ILogger logger, Exception exception);

        [LoggerMessage(
            LogLevel.Information, "{Count} events that were sent stay in the outbox, and will be sent again")]
        public static partial void LeftBehind(ILogger logger, Exception exception, int count);
    }
}
