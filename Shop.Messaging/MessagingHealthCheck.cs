using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Shop.Messaging;

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
