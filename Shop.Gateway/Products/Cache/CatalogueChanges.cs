using System.Collections.Concurrent;
using Shop.Contracts.Events;

namespace Shop.Gateway.Products.Cache;

/// <summary>
/// What has been heard of the catalogue, and when. It is kept beside the answers and not written into them: an answer
/// that was under way meanwhile is not too late for it.
/// </summary>
/// <param name="memory">How long a change is remembered: as long as an answer from before it may be used.</param>
/// <param name="time">The clock.</param>
internal sealed class CatalogueChanges(TimeSpan memory, TimeProvider time)
{
    /// <summary>Products whose changes are remembered, 10 MiB at most.</summary>
    public const int MaxProducts = 10_000;

    private readonly Lock _writing = new();
    private readonly ConcurrentDictionary<Guid, Change> _products = new();
    private long _forgottenAt = long.MinValue;
    private long _grownAt = long.MinValue;

    /// <summary>Products of which something is remembered.</summary>
    public int Count => _products.Count;

    /// <summary>Takes over the state of a product; one that was deleted has to be asked for.</summary>
    public void Hear(ProductState state) =>
        Remember(state.ProductId, new Change(state.Version, state.Deleted ? null : state, time.GetTimestamp()));

    /// <summary>From now on the product is at least of this version, whatever its state.</summary>
    public void Expect(Guid productId, long version) =>
        Remember(productId, new Change(version, State: null, time.GetTimestamp()));

    /// <summary>There is a new product. Ids ascend, so that it belongs into those pages alone that have room.</summary>
    public void Grow() => Volatile.Write(ref _grownAt, time.GetTimestamp());

    /// <summary>Changes may have been missed: no answer from before this moment is used any more.</summary>
    public void Forget()
    {
        Volatile.Write(ref _forgottenAt, time.GetTimestamp());
        _products.Clear();
    }

    /// <summary>
    /// The answer's products as they are by all that has been heard; null when some of it is not known.
    /// </summary>
    public Product[]? Apply(CatalogueAnswer answer)
    {
        if (answer.AskedAt <= Volatile.Read(ref _forgottenAt)
            || (answer.IsOpenEnded && answer.AskedAt <= Volatile.Read(ref _grownAt)))
        {
            return null;
        }

        var products = answer.Products;
        for (var i = 0; i < products.Length; i++)
        {
            if (Find(answer, i) is not { } change)
            {
                continue;
            }

            if (change.State is not { } state)
            {
                return null;
            }

            products = products == answer.Products ? [.. products] : products;
            products[i] = products[i] with { Name = state.Name, Price = state.Price, Stock = state.Stock };
        }

        return products;
    }

    /// <summary>The change that the product of an answer lacks.</summary>
    private Change? Find(CatalogueAnswer answer, int index)
    {
        var (id, version) = answer.Versions[index];

        return _products.TryGetValue(id, out var change)
            && change.Version > version && change.HeardAt >= answer.AskedAt
            ? change
            : null;
    }

    private void Remember(Guid productId, Change change)
    {
        lock (_writing)
        {
            // An event may be the state that was expected.
            if (_products.TryGetValue(productId, out var known)
                && (known.Version > change.Version || (known.Version == change.Version && known.State is not null)))
            {
                return;
            }

            _products[productId] = change;
            if (_products.Count > MaxProducts)
            {
                MakeRoom();
            }
        }
    }

    // Were less than half of it old, the next change would look through all of it again.
    private void MakeRoom()
    {
        foreach (var (id, change) in _products)
        {
            if (time.GetElapsedTime(change.HeardAt) > memory)
            {
                _products.TryRemove(id, out _);
            }
        }

        if (_products.Count > MaxProducts / 2)
        {
            Forget();
        }
    }

    private sealed record Change(long Version, ProductState? State, long HeardAt);
}
