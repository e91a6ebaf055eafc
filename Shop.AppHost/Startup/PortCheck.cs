using System.Diagnostics;
using Shop.AppHost.Local;
using Shop.LocalServers;

namespace Shop.AppHost.Startup;

/// <summary>
/// The orchestrator waits without a word for an endpoint whose port is another process's: here that ends the start.
/// </summary>
internal static class PortCheck
{
    // A run that was killed leaves it to the orchestrator to end the rest.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    // Of the dashboard.
    private static readonly string[] Addresses = ["ASPNETCORE_URLS", "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"];

    /// <summary>Lets a port in use keep the application from starting; those of tests are never the same.</summary>
    public static void CheckPorts(this IDistributedApplicationBuilder builder)
    {
        if (builder.ExecutionContext.IsRunMode && !builder.Configuration.IsUnderTest())
        {
            builder.BeforeStart((start, cancellationToken) => WaitUntilFreeAsync(
                [.. OfResources(start.Model), .. OfDashboard(builder)], cancellationToken));
        }
    }

    /// <summary>Waits until nobody else listens at the ports.</summary>
    /// <exception cref="LocalServerException">Somebody still does; the message has who.</exception>
    internal static async Task WaitUntilFreeAsync(
        IReadOnlyList<(string Name, int Port)> ports, CancellationToken cancellationToken, TimeSpan? patience = null)
    {
        var started = Stopwatch.GetTimestamp();
        foreach (var (name, port) in ports)
        {
            while (LoopbackListener.Exists(port))
            {
                if (Stopwatch.GetElapsedTime(started) > (patience ?? Patience))
                {
                    throw new LocalServerException(
                        $"Port {port}, of {name}, is in use by {LoopbackListener.Describe(port)}.");
                }

                await Task.Delay(Interval, cancellationToken);
            }
        }
    }

    private static IEnumerable<(string Name, int Port)> OfResources(DistributedApplicationModel model)
    {
        foreach (var resource in model.Resources)
        {
            foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
            {
                if (endpoint.Port is { } port)
                {
                    yield return (resource.Name, port);
                }
            }

            if (resource is LocalServerResource server)
            {
                foreach (var port in server.OtherPorts)
                {
                    yield return (resource.Name, port);
                }
            }
        }
    }

    private static IEnumerable<(string Name, int Port)> OfDashboard(IDistributedApplicationBuilder builder) => Addresses
        .SelectMany(name => (builder.Configuration[name] ?? "").Split(';'))
        .Where(static address => Uri.TryCreate(address, UriKind.Absolute, out _))
        .Select(static address => ("the dashboard", new Uri(address).Port));
}
