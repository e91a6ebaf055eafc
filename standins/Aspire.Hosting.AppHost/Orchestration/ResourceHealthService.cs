using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>Runs the health checks of the resources that run, and says when one is ready.</summary>
internal sealed partial class ResourceHealthService(
    ResourceNotificationService notifications, ResourceLoggerService loggers, IDistributedApplicationEventing eventing,
    HealthCheckService healthChecks, IServiceProvider services) : BackgroundService
{
    private static readonly TimeSpan IntervalUntilHealthy = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan IntervalWhenHealthy = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<IResource, Task> _watched = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var change in notifications.WatchAsync(stoppingToken))
            {
                if (change.Snapshot.State?.Text == KnownResourceStates.Running)
                {
                    _ = _watched.GetOrAdd(change.Resource, r => WatchAsync(r, stoppingToken));
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application stops.
        }
    }

    private async Task WatchAsync(IResource resource, CancellationToken cancellationToken)
    {
        await Task.Yield();
        try
        {
            var keys = resource.Annotations.OfType<HealthCheckAnnotation>().Select(a => a.Key).ToHashSet();
            if (keys.Count == 0)
            {
                await PublishReadyAsync(resource, cancellationToken);
                return;
            }

            await notifications.PublishUpdateAsync(
                resource,
                s => s with { HealthReports = [.. keys.Select(k => new HealthReportSnapshot(k, null, null, null))] });
            HealthStatus? last = null;
            var ready = false;
            while (notifications.IsRunning(resource))
            {
                var report = await healthChecks.CheckHealthAsync(r => keys.Contains(r.Name), cancellationToken);
                if (report.Status != last)
                {
                    last = report.Status;
                    await notifications.PublishUpdateAsync(resource, s => s with
                    {
                        HealthReports =
                        [
                            .. report.Entries.Select(e => new HealthReportSnapshot(
                                e.Key, e.Value.Status, e.Value.Description, e.Value.Exception?.Message)),
                        ],
                    });
                }

                if (!ready && last == HealthStatus.Healthy)
                {
                    ready = true;
                    await PublishReadyAsync(resource, cancellationToken);
                }

                await Task.Delay(ready ? IntervalWhenHealthy : IntervalUntilHealthy, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The application stops.
        }
    }

    private async Task PublishReadyAsync(IResource resource, CancellationToken cancellationToken)
    {
        var handlers = eventing.PublishAsync(new ResourceReadyEvent(resource, services), cancellationToken);
        await notifications.PublishUpdateAsync(resource, s => s with { ResourceReadyEvent = new EventSnapshot(handlers) });
        try
        {
            await handlers;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.ReadyFailed(loggers.GetLogger(resource), exception.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "What was to be done once it was ready failed: {Reason}")]
        public static partial void ReadyFailed(ILogger logger, string reason);
    }
}
