using Microsoft.Extensions.Caching.Memory;
using Shop.Gateway.Products.Cache;

namespace Shop.Gateway.Products;

/// <summary>The products that customers see: from memory where they are kept, else from the products service.</summary>
public sealed class Catalogue
{
    private readonly CatalogueSource _source;
    private readonly CatalogueCache? _cache;

    internal Catalogue(CatalogueSource source, CatalogueCache? cache) => (_source, _cache) = (source, cache);

    /// <summary>A page in ascending order of ids.</summary>
    /// <param name="first">1 to 100 products.</param>
    /// <param name="after">The last id of the page before.</param>
    /// <param name="cancellationToken">When the caller is gone.</param>
    internal ValueTask<IReadOnlyList<Product>> GetPageAsync(int first, Guid? after, CancellationToken cancellationToken)
    {
        var key = $"{first}/{after}";

        return _cache?.Find(key) is { } page ? new(page) : new(AskAsync());

        async Task<IReadOnlyList<Product>> AskAsync()
        {
            // Anybody can make up cursors: their pages must not drive out the ones that all want.
            var priority = after is null ? CacheItemPriority.High : CacheItemPriority.Low;

            return _cache is null
                ? (await _source.AskForPageAsync(first, after, cancellationToken)).Products
                : await _cache.AskAsync(
                    key, priority, token => _source.AskForPageAsync(first, after, token), cancellationToken);
        }
    }

    /// <summary>The product, where it is in memory.</summary>
    internal Product? Find(Guid id) => _cache?.Find(KeyOf(id)) is [var product] ? product : null;

    /// <summary>
    /// Asks by one call for products that are not in memory, at most 100; yields those that there are.
    /// </summary>
    internal async Task<IReadOnlyList<Product>> AskForProductsAsync(
        IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        if (_cache is null)
        {
            var answers = await _source.AskForProductsAsync(ids, cancellationToken);

            return [.. answers.SelectMany(static answer => answer.Products)];
        }

        var batch = new CatalogueBatch(token => _source.AskForProductsAsync(ids, token));
        var products = await Task.WhenAll(ids.Select(id => _cache.AskAsync(
            KeyOf(id), CacheItemPriority.Normal, token => batch.GetAsync(id, token), cancellationToken)));

        return [.. products.SelectMany(static found => found)];
    }

    /// <summary>A product was added: from now on it is seen.</summary>
    internal void HasGrown() => _cache?.Changes.Grow();

    /// <summary>A product was changed: from now on no older version of it is seen.</summary>
    internal void HasChanged(Guid productId, long version) => _cache?.Changes.Expect(productId, version);

    private static string KeyOf(Guid productId) => productId.ToString();
}
