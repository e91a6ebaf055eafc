using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Grpc.AspNetCore.HealthChecks;

/// <summary>The statuses of the mapped services: checked when asked for, and published now and then to those who watch.</summary>
internal sealed class HealthStatuses(HealthCheckService checks, IOptions<GrpcHealthChecksOptions> options)
    : IHealthCheckPublisher
{
    private volatile Publication _latest = new(null);

    /// <summary>The last report, and the task that completes when the next one is there.</summary>
    internal (HealthReport? Report, Task Next) Latest => (_latest.Report, _latest.Next.Task);

    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        var before = Interlocked.Exchange(ref _latest, new Publication(report));
        before.Next.SetResult();
        return Task.CompletedTask;
    }

    /// <summary>The status by checks made now; null for a service that is not mapped.</summary>
    internal async Task<ServingStatus?> CheckAsync(string service, CancellationToken cancellationToken)
    {
        if (options.Value.Services.Find(service) is not { } mapping)
        {
            return null;
        }

        var report = await checks.CheckHealthAsync(
            check => mapping.HealthCheckPredicate(new HealthCheckMapContext(check.Name, check.Tags)),
            cancellationToken);
        return FromChecks(report.Status);
    }

    /// <summary>The status by checks made before; null for a service that is not mapped.</summary>
    internal ServingStatus? Read(string service, HealthReport report)
    {
        if (options.Value.Services.Find(service) is not { } mapping)
        {
            return null;
        }

        var isUnhealthy = report.Entries.Any(entry =>
            entry.Value.Status == HealthStatus.Unhealthy
            && mapping.HealthCheckPredicate(new HealthCheckMapContext(entry.Key, entry.Value.Tags)));
        return isUnhealthy ? ServingStatus.NotServing : ServingStatus.Serving;
    }

    private static ServingStatus FromChecks(HealthStatus status) =>
        status == HealthStatus.Unhealthy ? ServingStatus.NotServing : ServingStatus.Serving;

    private sealed record Publication(HealthReport? Report)
    {
        internal TaskCompletionSource Next { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
