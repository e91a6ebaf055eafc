using System.Diagnostics;
using Shop.Contracts;
using Shop.ServiceDefaults.Errors;
using Shop.ServiceDefaults.Grpc;

namespace Shop.ServiceDefaults;

/// <summary>
/// Handles requests in groups, one group after the other: what comes while a group is handled makes up the next one.
/// Nobody waits for company, unless <see cref="AwaitsCompany"/> says that it is about to come.
/// </summary>
/// <param name="handleAsync">Gives each request of a group its result, in their order, or fails for all.</param>
/// <param name="maxGroup">The most requests of a group.</param>
/// <param name="timeout">How long a group may take.</param>
public sealed class RequestGroups<TRequest, TResult>(
    Func<IReadOnlyList<TRequest>, CancellationToken, Task<IReadOnlyList<TResult>>> handleAsync,
    int maxGroup,
    TimeSpan timeout)
{
    private const int MaxWaiting = 10_000;

    // The clock of timers ticks once a millisecond.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(2);

    private readonly Lock _lock = new();
    private readonly Queue<Entry> _waiting = [];
    private bool _isHandling;

    /// <summary>
    /// Says of a number of requests that wait whether others are about to join them. While it does, and for
    /// <see cref="MaxDelay"/> at most, they wait for these.
    /// </summary>
    public Func<int, bool> AwaitsCompany { get; init; } = static _ => false;

    /// <summary>The longest wait for company.</summary>
    public TimeSpan MaxDelay { get; init; }

    /// <summary>
    /// Waits for the result. Whoever leaves before their group has begun is not handled; later nobody can tell.
    /// </summary>
    /// <exception cref="RefusalException">UNAVAILABLE: too many wait already.</exception>
    public Task<TResult> HandleAsync(TRequest request, CancellationToken cancellationToken)
    {
        var entry = new Entry(request, Activity.Current, cancellationToken);
        lock (_lock)
        {
            if (_waiting.Count == MaxWaiting)
            {
                throw new RefusalException(ErrorReasons.Unavailable, "Too many requests wait already.");
            }

            _waiting.Enqueue(entry);
            if (!_isHandling)
            {
                _isHandling = true;
                // What the groups do belongs to none of the callers.
                using var flow = ExecutionContext.SuppressFlow();
                _ = Task.Run(HandleGroupsAsync, CancellationToken.None);
            }
        }

        return entry.Result.Task.WaitAsync(cancellationToken);
    }

    private async Task HandleGroupsAsync()
    {
        await AwaitCompanyAsync();
        while (TakeGroup() is { Count: > 0 } group)
        {
            await HandleGroupAsync(group);
            await AwaitCompanyAsync();
        }
    }

    private async Task AwaitCompanyAsync()
    {
        var start = Stopwatch.GetTimestamp();
        while (CountWaiting() is > 0 and var waiting
            && waiting < maxGroup
            && AwaitsCompany(waiting)
            && Stopwatch.GetElapsedTime(start) < MaxDelay)
        {
            await Task.Delay(Look);
        }
    }

    private int CountWaiting()
    {
        lock (_lock)
        {
            return _waiting.Count;
        }
    }

    private List<Entry> TakeGroup()
    {
        var group = new List<Entry>();
        lock (_lock)
        {
            while (group.Count < maxGroup && _waiting.TryDequeue(out var entry))
            {
                if (!entry.CancellationToken.IsCancellationRequested)
                {
                    group.Add(entry);
                }
            }

            _isHandling = group.Count > 0;
        }

        return group;
    }

    private async Task HandleGroupAsync(List<Entry> group)
    {
        try
        {
            // The trace of the first one shows what was done for all.
            Activity.Current = group[0].Activity;
            using var limited = new CancellationTokenSource(timeout);
            var results = await handleAsync([.. group.Select(entry => entry.Request)], limited.Token);
            foreach (var (entry, result) in group.Zip(results))
            {
                entry.Result.TrySetResult(result);
            }
        }
        catch (OperationCanceledException)
        {
            var late = new RefusalException(ErrorReasons.Unavailable, "What was asked for took too long.");
            group.ForEach(entry => entry.Result.TrySetException(late));
        }
        catch (Exception exception) when (group.Count == 1 || exception.IsOutage())
        {
            group.ForEach(entry => entry.Result.TrySetException(exception));
        }
        catch (Exception)
        {
            // One of them spoils it for all.
            foreach (var entry in group)
            {
                await HandleGroupAsync([entry]);
            }
        }
        finally
        {
            Activity.Current = null;
        }
    }

    private sealed record Entry(TRequest Request, Activity? Activity, CancellationToken CancellationToken)
    {
        public TaskCompletionSource<TResult> Result { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
