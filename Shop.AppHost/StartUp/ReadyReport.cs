using System.Text;
using Microsoft.Extensions.Hosting;
using Shop.Contracts;

namespace Shop.AppHost.StartUp;

/// <summary>Shows what runs where as soon as everything is healthy, and ends the application if something cannot be.</summary>
internal sealed class ReadyReport(
    DistributedApplicationModel model, ResourceNotificationService notifications, IHostApplicationLifetime lifetime,
    Administrator administrator, StartUpFailure failure) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var resources = model.Resources.Where(r => r is IResourceWithWaitSupport or IResourceWithParent).ToList();
            await foreach (var ready in Task.WhenEach(resources.Select(r => WaitAsync(r, stoppingToken))))
            {
                await ready;
            }

            await Console.Out.WriteAsync(await DescribeAsync(resources, stoppingToken));
        }
        catch (DistributedApplicationException exception)
        {
            failure.Line = exception.Message;
            lifetime.StopApplication();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped before everything was healthy.
        }
    }

    private async Task WaitAsync(IResource resource, CancellationToken cancellationToken)
    {
        if (!Completes(resource))
        {
            await notifications.WaitForResourceHealthyAsync(
                resource.Name, WaitBehavior.StopOnResourceUnavailable, cancellationToken);
            return;
        }

        var end = await notifications.WaitForResourceAsync(
            resource.Name,
            e => e.Snapshot.State is { } state && KnownResourceStates.TerminalStates.Contains(state.Text),
            cancellationToken);
        if (end.Snapshot.ExitCode is not 0)
        {
            throw new DistributedApplicationException(
                $"Resource '{resource.Name}' did not complete: {end.Snapshot.State?.Text}, exit code {end.Snapshot.ExitCode}.");
        }
    }

    private bool Completes(IResource resource) => model.Resources.Any(other => other.Annotations.OfType<WaitAnnotation>()
        .Any(wait => wait.Resource == resource && wait.WaitType == WaitType.WaitForCompletion));

    private async Task<string> DescribeAsync(List<IResource> resources, CancellationToken cancellationToken)
    {
        var text = new StringBuilder().AppendLine();
        var width = resources.Max(r => r.Name.Length);
        foreach (var resource in resources.Where(r => !Completes(r)))
        {
            notifications.TryGetCurrentState(resource.Name, out var current);
            var urls = string.Join("  ", resource.Annotations.OfType<EndpointAnnotation>().Select(e => e.AllocatedEndpoint?.UriString));
            text.AppendLine($"  {resource.Name.PadRight(width)}  {current?.Snapshot.HealthStatus}  {urls}".TrimEnd());
        }

        text.AppendLine();
        if (await administrator.DescribeAsync(cancellationToken) is { } line)
        {
            text.AppendLine(line);
        }

        foreach (var gateway in resources.OfType<ProjectResource>().Where(r => r.Name == ResourceNames.Gateway))
        {
            text.AppendLine($"Ready: {new EndpointReference(gateway, "http").Url}/graphql");
        }

        return text.ToString();
    }
}
