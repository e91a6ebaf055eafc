using System.Text;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Shop.Contracts;

namespace Shop.AppHost.Startup;

/// <summary>
/// Shows what runs where as soon as everything is healthy, and ends the application if something cannot be.
/// </summary>
internal sealed class ReadyReport(
    DistributedApplicationModel model, ResourceNotificationService notifications, ResourceLoggerService logs,
    Administrator administrator, StartupFailure failure) : BackgroundService
{
    private readonly Dictionary<string, ResourceEvent> _instances = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var resources = model.Resources.Where(IsShown).ToList();
            await WaitUntilReadyAsync(resources, stoppingToken);
            await Console.Out.WriteAsync(await DescribeAsync(resources, stoppingToken));
        }
        catch (DistributedApplicationException exception)
        {
            failure.End(exception.Message);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped before everything was healthy.
        }
    }

    private static bool IsShown(IResource resource) =>
        resource is ProjectResource or IResourceWithConnectionString and not ParameterResource;

    private async Task WaitUntilReadyAsync(List<IResource> resources, CancellationToken cancellationToken)
    {
        await foreach (var instance in notifications.WatchAsync(cancellationToken))
        {
            _instances[instance.ResourceId] = instance;
            if (resources.Contains(instance.Resource))
            {
                await ThrowIfEndedAsync(instance, cancellationToken);
            }

            if (resources.All(IsReady))
            {
                return;
            }
        }
    }

    /// <summary>
    /// Whether every instance of the resource is well; of the migrations, whether they have completed.
    /// </summary>
    private bool IsReady(IResource resource)
    {
        var instances = _instances.Values.Where(instance => instance.Resource == resource).ToList();

        return instances.Count >= resource.GetReplicaCount() && instances.TrueForAll(instance => Completes(resource)
            ? instance.Snapshot.ExitCode is 0
            : instance.Snapshot is { State.Text: "Running", HealthStatus: HealthStatus.Healthy });
    }

    private async Task ThrowIfEndedAsync(ResourceEvent instance, CancellationToken cancellationToken)
    {
        var (resource, snapshot) = (instance.Resource, instance.Snapshot);
        var hasEnded = snapshot.State is { } state && KnownResourceStates.TerminalStates.Contains(state.Text);
        if (hasEnded && !(Completes(resource) && snapshot.ExitCode is 0))
        {
            var reason = await LastErrorAsync(instance, cancellationToken);
            throw new DistributedApplicationException(
                $"Resource '{resource.Name}' ended before everything was ready: {reason ?? snapshot.State!.Text}");
        }
    }

    /// <summary>What the process has said last, without the time that the orchestrator puts before it.</summary>
    private async Task<string?> LastErrorAsync(ResourceEvent instance, CancellationToken cancellationToken)
    {
        string? last = null;
        await foreach (var lines in logs.GetAllAsync(instance.ResourceId).WithCancellation(cancellationToken))
        {
            last = lines.Where(static line => line.IsErrorMessage)
                .Select(static line => line.Content)
                .LastOrDefault() ?? last;
        }

        return last?[(last.IndexOf(' ', StringComparison.Ordinal) + 1)..];
    }

    private bool Completes(IResource resource) => model.Resources.Any(
        other => other.Annotations.OfType<WaitAnnotation>()
            .Any(wait => wait.Resource == resource && wait.WaitType == WaitType.WaitForCompletion));

    private async Task<string> DescribeAsync(List<IResource> resources, CancellationToken cancellationToken)
    {
        var text = new StringBuilder().AppendLine();
        var width = resources.Max(r => r.Name.Length);
        foreach (var resource in resources.Where(r => !Completes(r)))
        {
            var urls = resource.Annotations.OfType<EndpointAnnotation>().Select(e => e.AllocatedEndpoint?.UriString);
            text.AppendLine(
                $"  {resource.Name.PadRight(width)}  {HealthStatus.Healthy}  {string.Join("  ", urls)}".TrimEnd());
        }

        text.AppendLine();
        if (await administrator.DescribeAsync(cancellationToken) is { } line)
        {
            text.AppendLine(line);
        }

        if (FindDashboard() is { } dashboard)
        {
            text.AppendLine($"Dashboard: {dashboard}");
        }

        foreach (var gateway in resources.OfType<ProjectResource>().Where(r => r.Name == ResourceNames.Gateway))
        {
            text.AppendLine($"Ready: {new EndpointReference(gateway, "http").Url}/graphql");
        }

        return text.ToString();
    }

    /// <summary>The address that signs in by itself.</summary>
    private string? FindDashboard() => _instances.Values
        .SelectMany(static instance => instance.Snapshot.Urls)
        .Select(static url => url.Url)
        .FirstOrDefault(static url => url.Contains("/login?t=", StringComparison.Ordinal));
}
