using System.Collections.Concurrent;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Shop.Messaging;

/// <summary>How one loop is doing: nobody but the loop itself changes it.</summary>
/// <param name="name">What the loop is, as health names it.</param>
internal sealed class LoopState(string name)
{
    private volatile string? _trouble;
    private volatile bool _hasEnded;

    public string Name => name;

    /// <summary>What hinders the loop at the moment; null when nothing does.</summary>
    public string? Trouble
    {
        get => _trouble;
        set => _trouble = value;
    }

    /// <summary>Whether the loop has ended although the host did not stop it.</summary>
    public bool HasEnded
    {
        get => _hasEnded;
        set => _hasEnded = value;
    }
}

/// <summary>The loops of this process.</summary>
internal sealed class MessagingState
{
    private readonly ConcurrentQueue<LoopState> _listeners = [];

    public LoopState Relay { get; } = new("relay");

    public LoopState Consumer { get; } = new("consumer");

    public IEnumerable<LoopState> Loops => [Relay, Consumer, .. _listeners];

    public LoopState AddListener(string eventName)
    {
        var listener = new LoopState($"listener for {eventName}");
        _listeners.Enqueue(listener);

        return listener;
    }
}

/// <summary>
/// Degraded, not unhealthy, while the broker is away: what is published waits in the outbox, so the service still
/// serves. Unhealthy only when a loop has ended, which a restart alone heals.
/// </summary>
internal sealed class MessagingHealthCheck(MessagingState state) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        string[] ended =
            [.. state.Loops.Where(loop => loop.HasEnded).Select(loop => $"The {loop.Name} has ended.")];
        string[] troubles =
        [
            .. from loop in state.Loops
               let trouble = loop.Trouble
               where trouble is not null
               select $"The {loop.Name} waits: {trouble}",
        ];

        return Task.FromResult((ended, troubles) switch
        {
            ({ Length: > 0 }, _) => HealthCheckResult.Unhealthy(string.Join(' ', ended)),
            (_, { Length: > 0 }) => HealthCheckResult.Degraded(string.Join(' ', troubles)),
            _ => HealthCheckResult.Healthy(),
        });
    }
}
