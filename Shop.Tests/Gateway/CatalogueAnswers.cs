using Microsoft.Extensions.Options;
using Shop.Gateway.Products;
using Shop.Gateway.Products.Cache;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.Gateway;

/// <summary>A cache without a gateway, and what might be in it.</summary>
internal static class CatalogueAnswers
{
    public static CatalogueCache CreateCache(int maxSizeMiB = 64)
    {
        using var measurements = new Measurements();
        var options = new CatalogueCacheOptions { MaxSizeMiB = maxSizeMiB, TimeToLive = TimeSpan.FromMinutes(10) };

        return new CatalogueCache(Options.Create(options), new CatalogueMetrics(measurements), TimeProvider.System);
    }

    /// <summary>A full page of new products that is asked for now.</summary>
    public static CatalogueAnswer Page(int products)
    {
        var ids = Enumerable.Range(0, products).Select(_ => Guid.NewGuid()).ToList();

        return new CatalogueAnswer(
            [.. ids.Select(id => new Product($"{id}", new string('n', 20), new string('d', 100), 250, 7))],
            [.. ids.Select(id => (id, 1L))],
            IsOpenEnded: false,
            TimeProvider.System.GetTimestamp());
    }
}
