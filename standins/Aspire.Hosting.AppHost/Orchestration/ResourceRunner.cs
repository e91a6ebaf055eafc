using System.Globalization;
using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>Leads the life of a resource that is a process: project, executable or container.</summary>
internal sealed partial class ResourceRunner(
    ResourceNotificationService notifications, ResourceLoggerService loggers, IDistributedApplicationEventing eventing,
    IServiceProvider services, DistributedApplicationExecutionContext executionContext,
    IHostEnvironment host, ProcessLauncher launcher)
{
    /// <summary>Names the replicas of a resource and makes them known.</summary>
    public async Task<IReadOnlyList<string>> DeclareAsync(IResource resource)
    {
        var replicas = resource.Annotations.OfType<ReplicaAnnotation>().LastOrDefault()?.Replicas ?? 1;
        var ids = Enumerable.Range(0, replicas)
            .Select(_ => $"{resource.Name}-{RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz", 8)}")
            .ToList();
        for (var i = 0; i < replicas; i++)
        {
            var urls = resource.Annotations.OfType<EndpointAnnotation>()
                .Select(e => new UrlSnapshot(e.Name, e.Replicas[i].UriString, IsInternal: !e.IsExternal));
            await notifications.PublishUpdateAsync(
                resource, ids[i], s => s with { State = KnownResourceStates.NotStarted, Urls = [.. urls] });
        }

        return ids;
    }

    /// <summary>Starts every replica; they end when they are stopped or by themselves.</summary>
    public async Task<IReadOnlyList<RunningProcess>> StartAsync(
        IResource resource, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        try
        {
            await eventing.PublishAsync(new BeforeResourceStartedEvent(resource, services), cancellationToken);
            await notifications.PublishUpdateAsync(resource, s => s with { State = KnownResourceStates.Starting });
            var processes = new List<RunningProcess>();
            for (var i = 0; i < ids.Count; i++)
            {
                processes.Add(await StartAsync(resource, i, ids, cancellationToken));
            }

            return processes;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Log.FailedToStart(loggers.GetLogger(resource), exception.Message);
            await notifications.PublishUpdateAsync(resource, s => s with { State = KnownResourceStates.FailedToStart });
            return [];
        }
    }

    private async Task<RunningProcess> StartAsync(
        IResource resource, int replica, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var id = ids[replica];
        var environment = new ResourceEnvironment(resource, replica, id, executionContext, host);
        var variables = await environment.VariablesAsync(cancellationToken);
        var arguments = await environment.ArgumentsAsync(cancellationToken);
        var logName = ids.Count == 1
            ? resource.Name
            : string.Create(CultureInfo.InvariantCulture, $"{resource.Name}/{replica}");
        var process = await launcher.StartAsync(
            Commands.For(resource, id, variables, arguments),
            (line, isError) => loggers.Write(resource.Name, logName, line, isError),
            cancellationToken);
        await notifications.PublishUpdateAsync(
            resource, id, s => s with { State = KnownResourceStates.Running, StartTimeStamp = DateTime.UtcNow });
        _ = WatchAsync(resource, id, process);
        return process;
    }

    private async Task WatchAsync(IResource resource, string id, RunningProcess process)
    {
        var code = await process.Exited;
        await notifications.PublishUpdateAsync(resource, id, s => s with
        {
            State = resource is ContainerResource ? KnownResourceStates.Exited : KnownResourceStates.Finished,
            ExitCode = code,
            StopTimeStamp = DateTime.UtcNow,
        });
        if (notifications.TryGetCurrentState(id, out var stopped))
        {
            await eventing.PublishAsync(new ResourceStoppedEvent(resource, services, stopped));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Failed to start: {Reason}")]
        public static partial void FailedToStart(ILogger logger, string reason);
    }
}
