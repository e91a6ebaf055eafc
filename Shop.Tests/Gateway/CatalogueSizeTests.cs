using Microsoft.Extensions.Caching.Memory;
using Shop.Gateway.Products;
using Shop.Gateway.Products.Cache;

namespace Shop.Tests.Gateway;

// It weighs the heap: nothing else runs beside it.
[CollectionDefinition(DisableParallelization = true)]
public sealed class CatalogueSizeCollection;

[Collection(typeof(CatalogueSizeCollection))]
public sealed class CatalogueSizeTests
{
    private const int ProductsOfPage = 20;

    [Fact]
    public async Task What_is_kept_takes_no_more_than_it_weighs()
    {
        using var cache = CatalogueAnswers.CreateCache(maxSizeMiB: 100);
        await FillAsync(cache, pages: 100);
        var (weight, heap) = (cache.Size, GC.GetTotalMemory(forceFullCollection: true));

        await FillAsync(cache, pages: 2_000);

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - heap, 1, cache.Size - weight);
    }

    [Fact]
    public async Task No_more_is_kept_than_the_bound_however_much_is_read()
    {
        using var cache = CatalogueAnswers.CreateCache(maxSizeMiB: 1);

        await FillAsync(cache, pages: 2_000);

        Assert.InRange(cache.Size, 1, 1024 * 1024);
    }

    [Fact]
    public async Task Pages_after_made_up_cursors_drive_out_none_that_all_want()
    {
        using var cache = CatalogueAnswers.CreateCache(maxSizeMiB: 1);
        await AskAsync(cache, "20/", CacheItemPriority.High);

        await FillAsync(cache, pages: 2_000);

        Assert.NotNull(cache.Find("20/"));
    }

    private static async Task FillAsync(CatalogueCache cache, int pages)
    {
        for (var i = 0; i < pages; i++)
        {
            await AskAsync(cache, $"{ProductsOfPage}/{Guid.NewGuid()}", CacheItemPriority.Low);
        }
    }

    private static Task<Product[]> AskAsync(CatalogueCache cache, string key, CacheItemPriority priority) =>
        cache.AskAsync(
            key,
            priority,
            _ => Task.FromResult(CatalogueAnswers.Page(ProductsOfPage)),
            TestContext.Current.CancellationToken);
}
