using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Shop.ServiceDefaults.Authentication;

namespace Shop.Tests.ServiceDefaults;

public sealed class AccessTokenKeyCacheTests : IAccessTokenKeySource
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly AccessTokenOptions _options = new();
    private readonly FakeTimeProvider _time = new();
    private readonly AccessTokenKeyCache _cache;
    private Func<Task<OpenIdConnectConfiguration>> _load = () => Task.FromResult(new OpenIdConnectConfiguration());
    private int _loads;

    public AccessTokenKeyCacheTests() =>
        _cache = new(this, Options.Create(_options), _time, NullLogger<AccessTokenKeyCache>.Instance);

    public Task<OpenIdConnectConfiguration> LoadAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _loads);

        return _load();
    }

    [Fact]
    public async Task Loads_once_for_many_requests()
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => GetAsync()));
        _time.Advance(_options.KeyLifetime - Second);
        await GetAsync();

        Assert.Equal(1, _loads);
    }

    [Fact]
    public async Task Forgets_keys_after_their_lifetime()
    {
        var before = await GetAsync();

        _time.Advance(_options.KeyLifetime);
        var after = await GetAsync();

        Assert.NotSame(before, after);
    }

    [Fact]
    public async Task An_unknown_key_loads_them_earlier_but_not_all_the_time()
    {
        var before = await GetAsync();

        _cache.RequestRefresh();
        Assert.Same(before, await GetAsync());
        _time.Advance(_options.KeyRefreshInterval);
        Assert.NotSame(before, await GetAsync());

        _cache.RequestRefresh();
        await GetAsync();
        Assert.Equal(2, _loads);
    }

    [Fact]
    public async Task The_last_keys_go_on_while_the_source_is_down()
    {
        var last = await GetAsync();
        _load = () => throw new HttpRequestException("down");

        _time.Advance(_options.KeyLifetime);
        Assert.Same(last, await GetAsync());
        Assert.Same(last, await GetAsync());
        Assert.Equal(2, _loads);

        _load = () => Task.FromResult(new OpenIdConnectConfiguration());
        _time.Advance(_options.KeyRefreshInterval);
        await Eventually.TrueAsync(async () => await GetAsync() != last, "new keys");
    }

    [Fact]
    public async Task Nobody_waits_for_a_source_that_was_down()
    {
        var last = await GetAsync();
        _load = () => throw new HttpRequestException("down");
        _time.Advance(_options.KeyLifetime);
        await GetAsync();

        _load = () => new TaskCompletionSource<OpenIdConnectConfiguration>().Task;
        _time.Advance(_options.KeyRefreshInterval);

        Assert.Same(last, await GetAsync());
    }

    [Fact]
    public async Task Without_any_keys_the_failure_is_told_and_the_next_request_tries_again()
    {
        _load = () => throw new HttpRequestException("down");
        await Assert.ThrowsAsync<HttpRequestException>(GetAsync);

        _load = () => Task.FromResult(new OpenIdConnectConfiguration());
        Assert.NotNull(await GetAsync());
    }

    private Task<OpenIdConnectConfiguration> GetAsync() =>
        _cache.GetConfigurationAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
}
