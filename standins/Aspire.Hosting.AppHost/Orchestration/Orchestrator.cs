using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>Starts every resource as soon as what it waits for is there, and stops them in the reverse order.</summary>
internal sealed partial class Orchestrator(
    DistributedApplicationModel model, ResourceRunner runner, PortAllocator ports, ResourceNotificationService notifications,
    ResourceLoggerService loggers, IDistributedApplicationEventing eventing, IServiceProvider services,
    ILogger<Orchestrator> logger) : IHostedService, IDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(8.5);
    private static readonly TimeSpan StopTimeoutOfOne = TimeSpan.FromSeconds(4);

    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<IResource, IReadOnlyList<RunningProcess>> _processes = [];
    private readonly List<Task> _starting = [];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await eventing.PublishAsync(new BeforeStartEvent(services, model), cancellationToken);
        foreach (var resource in model.Resources)
        {
            await ports.AllocateAsync(resource, cancellationToken);
        }

        eventing.Subscribe<BeforeResourceStartedEvent>(WaitForDependenciesAsync);
        _ = MirrorParentsAsync(_stopping.Token);
        foreach (var resource in model.Resources)
        {
            var ids = IsProcess(resource) ? await runner.DeclareAsync(resource) : [];
            await DeclareAsync(resource, cancellationToken);
            _starting.Add(Task.Run(() => StartAsync(resource, ids), CancellationToken.None));
        }

        await eventing.PublishAsync(new AfterResourcesCreatedEvent(services, model), cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_starting);
        var deadline = DateTime.UtcNow + StopTimeout;
        var groups = StopOrder.Of(_processes.Keys);
        foreach (var (index, group) in groups.Index())
        {
            var left = deadline - DateTime.UtcNow;
            var timeout = index == groups.Count - 1 ? left : TimeSpan.FromTicks(Math.Min((left * 0.6).Ticks, StopTimeoutOfOne.Ticks));
            await Task.WhenAll(group.Select(resource => StopAsync(resource, timeout < TimeSpan.Zero ? TimeSpan.Zero : timeout)));
        }
    }

    public void Dispose() => _stopping.Dispose();

    private static bool IsProcess(IResource resource) => resource is ProjectResource or ExecutableResource or ContainerResource;

    private async Task DeclareAsync(IResource resource, CancellationToken cancellationToken)
    {
        if (resource is IResourceWithEndpoints)
        {
            await eventing.PublishAsync(new ResourceEndpointsAllocatedEvent(resource, services), cancellationToken);
        }

        if (!IsProcess(resource))
        {
            var state = resource is ParameterResource or ConnectionStringResource ? KnownResourceStates.Running : null;
            await notifications.PublishUpdateAsync(resource, s => s with { State = state });
        }
    }

    private async Task StartAsync(IResource resource, IReadOnlyList<string> ids)
    {
        try
        {
            await eventing.PublishAsync(
                new InitializeResourceEvent(resource, eventing, loggers.GetLogger(resource), notifications, services),
                _stopping.Token);
            if (resource is IResourceWithConnectionString)
            {
                await eventing.PublishAsync(new ConnectionStringAvailableEvent(resource, services), _stopping.Token);
            }

            if (IsProcess(resource))
            {
                _processes[resource] = await runner.StartAsync(resource, ids, _stopping.Token);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The application stops before the resource has started.
        }
        catch (Exception exception)
        {
            Log.StartFailed(logger, resource.Name, exception);
            await notifications.PublishUpdateAsync(resource, s => s with { State = KnownResourceStates.FailedToStart });
        }
    }

    private Task WaitForDependenciesAsync(BeforeResourceStartedEvent started, CancellationToken cancellationToken) =>
        notifications.WaitForDependenciesAsync(started.Resource, cancellationToken);

    private async Task StopAsync(IResource resource, TimeSpan timeout)
    {
        if (_processes[resource] is { Count: > 0 } processes && !processes.All(p => p.Exited.IsCompleted))
        {
            await notifications.PublishUpdateAsync(
                resource, s => s.ExitCode is null ? s with { State = KnownResourceStates.Stopping } : s);
            await Task.WhenAll(processes.Select(p => p.StopAsync(timeout)));
        }
    }

    // A database has no process: it is there when its server is.
    private async Task MirrorParentsAsync(CancellationToken cancellationToken)
    {
        try
        {
            var children = model.Resources.OfType<IResourceWithParent>().Where(r => !IsProcess(r)).ToLookup(r => r.Parent);
            await foreach (var change in notifications.WatchAsync(cancellationToken))
            {
                foreach (var child in children[change.Resource])
                {
                    await notifications.PublishUpdateAsync(child, s => s with
                    {
                        State = change.Snapshot.State,
                        StartTimeStamp = change.Snapshot.StartTimeStamp,
                        StopTimeStamp = change.Snapshot.StopTimeStamp,
                    });
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The application stops.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Resource {Resource} failed to start")]
        public static partial void StartFailed(ILogger logger, string resource, Exception exception);
    }
}
