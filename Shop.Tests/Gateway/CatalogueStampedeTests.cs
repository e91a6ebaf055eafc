using Microsoft.Extensions.Caching.Memory;
using Shop.Gateway.Products;
using Shop.Gateway.Products.Cache;

namespace Shop.Tests.Gateway;

public sealed class CatalogueStampedeTests : IDisposable
{
    private const int Readers = 50;

    private readonly CatalogueCache _cache = CatalogueAnswers.CreateCache();
    private readonly TaskCompletionSource _gate = new();
    private int _calls;

    public void Dispose() => _cache.Dispose();

    [Fact]
    public async Task Fifty_who_want_the_same_at_once_make_one_call()
    {
        var reading = Enumerable.Range(0, Readers).Select(_ => ReadAsync()).ToList();
        _gate.SetResult();

        var pages = await Task.WhenAll(reading);

        Assert.Equal(1, _calls);
        Assert.All(pages, page => Assert.Same(pages[0], page));
    }

    [Fact]
    public async Task Fifty_who_know_of_a_change_that_the_call_they_wait_for_may_not_know_make_one_more()
    {
        var first = ReadAsync();
        _cache.Changes.Grow();

        var reading = Enumerable.Range(0, Readers).Select(_ => ReadAsync()).ToList();
        _gate.SetResult();

        var pages = await Task.WhenAll(reading);

        Assert.Equal(2, _calls);
        Assert.All(pages, page => Assert.Same(pages[0], page));
        Assert.NotSame(await first, pages[0]);
    }

    [Fact]
    public async Task Who_waits_long_for_the_call_of_another_calls_for_themselves()
    {
        var hanging = ReadAsync();

        await ReadAsync(waits: false).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.False(hanging.IsCompleted);
        _gate.SetResult();
        await hanging;
    }

    [Fact]
    public async Task A_call_that_fails_fails_nobody_who_waits_for_it()
    {
        var failing = _cache.AskAsync(
            "1/",
            CacheItemPriority.Normal,
            async _ =>
            {
                await _gate.Task;
                throw new InvalidOperationException();
            },
            TestContext.Current.CancellationToken);
        var reading = ReadAsync();
        _gate.SetResult();

        await Assert.ThrowsAsync<InvalidOperationException>(() => failing);
        Assert.Single(await reading);
    }

    /// <summary>Reads a page with room; its call waits at the gate unless it is told not to.</summary>
    private Task<Product[]> ReadAsync(bool waits = true) => _cache.AskAsync(
        "1/",
        CacheItemPriority.Normal,
        async _ =>
        {
            var answer = CatalogueAnswers.Page(products: 1) with { IsOpenEnded = true };
            Interlocked.Increment(ref _calls);
            if (waits)
            {
                await _gate.Task;
            }

            return answer;
        },
        TestContext.Current.CancellationToken);
}
