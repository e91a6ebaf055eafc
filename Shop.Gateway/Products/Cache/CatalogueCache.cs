using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using ZiggyCreatures.Caching.Fusion;

namespace Shop.Gateway.Products.Cache;

/// <summary>
/// Answers of the products service by what was asked. Whoever asks for what is not here waits for one call together
/// with all others who want the same, and is never given an answer that is older than what this process knows.
/// </summary>
internal sealed class CatalogueCache : IDisposable
{
    private const int MaxAttempts = 3;
    private const long BytesOfMiB = 1024 * 1024;

    // Who has waited that long for the call of another asks for themselves: should calls hang until their deadlines,
    // those who wait must not do so one after the other.
    private static readonly TimeSpan MaxWaitForOthers = TimeSpan.FromSeconds(1);

    private readonly Lock _removing = new();
    private readonly CatalogueMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly TimeSpan _timeToLive;
    private readonly MemoryCache _memory;
    private readonly FusionCache _answers;

    public CatalogueCache(IOptions<CatalogueCacheOptions> options, CatalogueMetrics metrics, TimeProvider time)
    {
        _metrics = metrics;
        _time = time;
        _timeToLive = options.Value.TimeToLive;
        Changes = new CatalogueChanges(_timeToLive, time);
        _memory = new MemoryCache(new MemoryCacheOptions
        {
            SizeLimit = options.Value.MaxSizeMiB * BytesOfMiB,
            TrackStatistics = true,
        });
        _answers = new FusionCache(
            new FusionCacheOptions
            {
                DisableTagging = true,
                DefaultEntryOptions = { Duration = _timeToLive, LockTimeout = MaxWaitForOthers },
            },
            _memory);
        _metrics.ObserveSize(() => Size);
    }

    public CatalogueChanges Changes { get; }

    /// <summary>Bytes of all answers that are kept.</summary>
    public long Size => _memory.GetCurrentStatistics()!.CurrentEstimatedSize!.Value;

    /// <summary>What is kept under the key, as it is by now; null where it has to be asked for.</summary>
    public Product[]? Find(string key)
    {
        if (_answers.TryGet<CatalogueAnswer>(key) is not { HasValue: true, Value: var answer })
        {
            return null;
        }

        if (Show(answer) is { } products)
        {
            _metrics.CountHit();

            return products;
        }

        Remove(key, answer);

        return null;
    }

    /// <summary>Asks for what <see cref="Find"/> did not find, and keeps it unless it is empty.</summary>
    public async Task<Product[]> AskAsync(
        string key,
        CacheItemPriority priority,
        Func<CancellationToken, Task<CatalogueAnswer>> ask,
        CancellationToken cancellationToken)
    {
        _metrics.CountMiss();
        var wantedAt = _time.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            var answer = await GetOrAskAsync(key, priority, ask, cancellationToken);
            if (Show(answer) is { } products)
            {
                return products;
            }

            // If it was asked for before a change of which this caller may know, by another, then it is asked again.
            if (answer.AskedAt >= wantedAt || attempt == MaxAttempts)
            {
                return Changes.Apply(answer) ?? answer.Products;
            }

            Remove(key, answer);
        }
    }

    public void Dispose()
    {
        _answers.Dispose();
        _memory.Dispose();
    }

    private ValueTask<CatalogueAnswer> GetOrAskAsync(
        string key,
        CacheItemPriority priority,
        Func<CancellationToken, Task<CatalogueAnswer>> ask,
        CancellationToken cancellationToken) =>
        _answers.GetOrSetAsync<CatalogueAnswer>(
            key,
            async (context, token) =>
            {
                var answer = await ask(token);
                context.Options.SetSize(answer.Size).SetPriority(priority);
                // Ids and cursors of which there is nothing are as many as anybody makes up.
                context.Options.SetSkipMemoryCacheWrite(answer.Products.Length == 0);

                return answer;
            },
            token: cancellationToken);

    private Product[]? Show(CatalogueAnswer answer) =>
        _time.GetElapsedTime(answer.AskedAt) <= _timeToLive ? Changes.Apply(answer) : null;

    // What has taken its place meanwhile stays.
    private void Remove(string key, CatalogueAnswer answer)
    {
        lock (_removing)
        {
            if (_answers.TryGet<CatalogueAnswer>(key) is { HasValue: true, Value: var kept } && kept == (object)answer)
            {
                _answers.Remove(key);
            }
        }
    }
}
