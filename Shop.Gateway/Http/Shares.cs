using System.Threading.RateLimiting;

namespace Shop.Gateway.Http;

/// <summary>Why there is no place.</summary>
internal enum Refusal
{
    None,

    /// <summary>The client has as many as it may have.</summary>
    OfClient,

    /// <summary>All clients together have.</summary>
    OfAll,
}

/// <summary>Places of which each client may have a share.</summary>
/// <param name="perClient">Places of one client.</param>
/// <param name="queuedPerClient">How often one client may wait for a place of its own.</param>
/// <param name="all">Places of all clients together; nobody waits for those.</param>
internal sealed class Shares(int perClient, int queuedPerClient, int all) : IAsyncDisposable
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(15);

    private readonly PartitionedRateLimiter<string> _perClient = PartitionedRateLimiter.Create<string, string>(
        client => RateLimitPartition.GetConcurrencyLimiter(client, _ => new ConcurrencyLimiterOptions
        {
            PermitLimit = perClient,
            QueueLimit = queuedPerClient,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        }));

    private readonly ConcurrencyLimiter _all = new(new ConcurrencyLimiterOptions { PermitLimit = all });

    /// <summary>Takes a place, to be disposed, or says why there is none.</summary>
    public async ValueTask<(IDisposable? Place, Refusal Refusal)> TakeAsync(
        string client, CancellationToken cancellationToken)
    {
        if (await TakeOwnAsync(client, cancellationToken) is not { } own)
        {
            return (null, Refusal.OfClient);
        }

        var common = _all.AttemptAcquire();
        if (!common.IsAcquired)
        {
            common.Dispose();
            own.Dispose();

            return (null, Refusal.OfAll);
        }

        return (new Place(own, common), Refusal.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _perClient.DisposeAsync();
        await _all.DisposeAsync();
    }

    private async ValueTask<RateLimitLease?> TakeOwnAsync(string client, CancellationToken cancellationToken)
    {
        var lease = _perClient.AttemptAcquire(client);
        if (!lease.IsAcquired && queuedPerClient > 0)
        {
            lease.Dispose();
            using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limited.CancelAfter(MaxWait);
            try
            {
                lease = await _perClient.AcquireAsync(client, cancellationToken: limited.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return null;
            }
        }

        if (lease.IsAcquired)
        {
            return lease;
        }

        lease.Dispose();

        return null;
    }

    private sealed class Place(RateLimitLease own, RateLimitLease common) : IDisposable
    {
        public void Dispose()
        {
            common.Dispose();
            own.Dispose();
        }
    }
}
