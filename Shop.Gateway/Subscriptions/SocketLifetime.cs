using HotChocolate.AspNetCore.Subscriptions;

namespace Shop.Gateway.Subscriptions;

/// <summary>
/// Closes the socket of a user when the access token has expired, and one of nobody when nothing has been asked over it
/// for a minute.
/// </summary>
internal sealed class SocketLifetime : IDisposable
{
    private const int NormalClosure = 1000;
    private const int Forbidden = 4403;

    private static readonly TimeSpan AnonymousIdleTime = TimeSpan.FromMinutes(1);

    // Subscriptions end by themselves with the token, and say so.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly ITimer _timer;
    private readonly bool _isAnonymous;

    /// <param name="connection">The socket.</param>
    /// <param name="tokenTimeLeft">How long the access token is valid; null without one.</param>
    /// <param name="time">The clock.</param>
    public SocketLifetime(ISocketConnection connection, TimeSpan? tokenTimeLeft, TimeProvider time)
    {
        _isAnonymous = tokenTimeLeft is null;
        var (message, code) = _isAnonymous
            ? ("Nothing was asked for a minute.", NormalClosure)
            : ("The access token has expired.", Forbidden);
        _timer = time.CreateTimer(
            _ => _ = connection.CloseAsync(message, code).AsTask(),
            state: null,
            tokenTimeLeft + Grace ?? AnonymousIdleTime,
            Timeout.InfiniteTimeSpan);
    }

    /// <summary>Something is asked over the socket.</summary>
    public void Use()
    {
        if (_isAnonymous)
        {
            _timer.Change(AnonymousIdleTime, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer.Dispose();
}
