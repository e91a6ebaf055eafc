using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Shop.Messaging;

/// <summary>What hinders the relay and the consumers at the moment; null when nothing does.</summary>
internal sealed class MessagingState
{
    private volatile string? _relayTrouble;
    private volatile string? _consumerTrouble;
    private volatile string? _ended;

    public string? RelayTrouble
    {
        get => _relayTrouble;
        set => _relayTrouble = value;
    }

    public string? ConsumerTrouble
    {
        get => _consumerTrouble;
        set => _consumerTrouble = value;
    }

    /// <summary>The loop that ended although the host did not stop it.</summary>
    public string? Ended
    {
        get => _ended;
        set => _ended = value;
    }
}

/// <summary>
/// Degraded, not unhealthy, while the broker is away: what is published waits in the outbox, so the service still
/// serves. Unhealthy only when a loop has ended, which a restart alone heals.
/// </summary>
internal sealed class MessagingHealthCheck(MessagingState state) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(state switch
        {
            { Ended: { } loop } => HealthCheckResult.Unhealthy($"The {loop} has ended."),
            { RelayTrouble: { } trouble } => HealthCheckResult.Degraded($"The relay waits: {trouble}"),
            { ConsumerTrouble: { } trouble } => HealthCheckResult.Degraded($"The consumers wait: {trouble}"),
            _ => HealthCheckResult.Healthy(),
        });
}
