using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Shop.ServiceDefaults.Authentication;

/// <summary>
/// Keeps the signing keys for <see cref="AccessTokenOptions.KeyLifetime"/> and loads them earlier, though not more
/// often than <see cref="AccessTokenOptions.KeyRefreshInterval"/>, when a token names a key that is not among them.
/// Unlike ConfigurationManager it waits for that load, so that the first token of a new key is accepted, and drops
/// deleted keys in time. When the source is down, the last keys go on.
/// </summary>
internal sealed partial class AccessTokenKeyCache(
    IAccessTokenKeySource source,
    IOptions<AccessTokenOptions> options,
    TimeProvider time,
    ILogger<AccessTokenKeyCache> logger)
    : BaseConfigurationManager, IConfigurationManager<OpenIdConnectConfiguration>
{
    private readonly Lock _lock = new();
    private OpenIdConnectConfiguration? _keys;
    private Task<OpenIdConnectConfiguration>? _load;
    private DateTimeOffset _expiry;
    private DateTimeOffset _earliestRefresh;
    private bool _refreshRequested;
    private bool _sourceDown;

    public Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        lock (_lock)
        {
            if (_keys is not null && !IsDue(time.GetUtcNow()))
            {
                return Task.FromResult(_keys);
            }

            _load ??= Task.Run(LoadAsync, CancellationToken.None);

            // Nobody waits for a source that was down the last time: the load goes on behind the last keys.
            return _keys is not null && _sourceDown ? Task.FromResult(_keys) : _load.WaitAsync(cancel);
        }
    }

    public override async Task<BaseConfiguration> GetBaseConfigurationAsync(CancellationToken cancel) =>
        await GetConfigurationAsync(cancel);

    public override void RequestRefresh()
    {
        lock (_lock)
        {
            _refreshRequested = true;
        }
    }

    private bool IsDue(DateTimeOffset now) => now >= _expiry || (_refreshRequested && now >= _earliestRefresh);

    private async Task<OpenIdConnectConfiguration> LoadAsync()
    {
        try
        {
            using var timeout = new CancellationTokenSource(options.Value.KeyLoadTimeout, time);
            var keys = await source.LoadAsync(timeout.Token);

            return Settle(keys, options.Value.KeyLifetime);
        }
        catch (Exception exception) when (Volatile.Read(ref _keys) is { } keys)
        {
            Log.LoadFailed(logger, exception);

            return Settle(keys, options.Value.KeyRefreshInterval, sourceDown: true);
        }
        finally
        {
            lock (_lock)
            {
                _load = null;
            }
        }
    }

    private OpenIdConnectConfiguration Settle(
        OpenIdConnectConfiguration keys,
        TimeSpan lifetime,
        bool sourceDown = false)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            _expiry = now + lifetime;
            _earliestRefresh = now + options.Value.KeyRefreshInterval;
            _refreshRequested = false;
            _sourceDown = sourceDown;

            return _keys = keys;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The signing keys could not be loaded; the last ones are used")]
        public static partial void LoadFailed(ILogger logger, Exception exception);
    }
}
