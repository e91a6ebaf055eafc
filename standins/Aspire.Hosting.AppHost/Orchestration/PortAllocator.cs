using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Orchestration;

/// <summary>Gives every endpoint of every replica a port of its own.</summary>
internal sealed class PortAllocator(IConfiguration configuration)
{
    // Below the range from which the system takes the ports of outgoing connections.
    private const int FirstPort = 20_000;
    private const int LastPort = 32_000;

    private const int Attempts = 15;
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<int, bool> _given = [];

    private bool RandomizePorts => configuration.GetValue("DcpPublisher:RandomizePorts", false);

    public async Task AllocateAsync(IResource resource, CancellationToken cancellationToken)
    {
        var replicas = resource.Annotations.OfType<ReplicaAnnotation>().LastOrDefault()?.Replicas ?? 1;
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            var wanted = resource is ContainerResource ? endpoint.Port : endpoint.TargetPort ?? endpoint.Port;
            var allocated = new List<AllocatedEndpoint>();
            for (var replica = 0; replica < replicas; replica++)
            {
                var port = replica == 0 && wanted is { } fixedPort && !(RandomizePorts && endpoint.IsProxied)
                    ? await TakeAsync(resource, endpoint, fixedPort, cancellationToken)
                    : FindFree(resource);
                allocated.Add(new AllocatedEndpoint(endpoint, "localhost", port));
            }

            endpoint.Replicas = allocated;
            endpoint.AllocatedEndpoint = endpoint.Replicas[0];
        }
    }

    private static bool IsFree(int port) => CanListen(IPAddress.Loopback, port) && CanListen(IPAddress.IPv6Loopback, port);

    private static bool CanListen(IPAddress address, int port)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
            return true;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported;
        }
    }

    // The processes of a run that was killed need a moment to end.
    private async Task<int> TakeAsync(
        IResource resource, EndpointAnnotation endpoint, int port, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (IsFree(port))
            {
                break;
            }

            await Task.Delay(BetweenAttempts, cancellationToken);
        }

        return IsFree(port) && _given.TryAdd(port, true)
            ? port
            : throw new DistributedApplicationException(string.Create(
                CultureInfo.InvariantCulture,
                $"Port {port}, which endpoint '{endpoint.Name}' of resource '{resource.Name}' needs, is in use."));
    }

    private int FindFree(IResource resource)
    {
        for (var attempt = 0; attempt < 1000; attempt++)
        {
            var candidate = RandomNumberGenerator.GetInt32(FirstPort, LastPort);
            if (IsFree(candidate) && _given.TryAdd(candidate, true))
            {
                return candidate;
            }
        }

        throw new DistributedApplicationException($"No free port was found for resource '{resource.Name}'.");
    }
}
