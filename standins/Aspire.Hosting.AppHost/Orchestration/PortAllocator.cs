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

    private readonly ConcurrentDictionary<int, bool> _given = [];

    private bool RandomizePorts => configuration.GetValue("DcpPublisher:RandomizePorts", false);

    public void Allocate(IResource resource)
    {
        var replicas = resource.Annotations.OfType<ReplicaAnnotation>().LastOrDefault()?.Replicas ?? 1;
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            var wanted = resource is ContainerResource ? endpoint.Port : endpoint.TargetPort ?? endpoint.Port;
            endpoint.Replicas =
            [
                .. Enumerable.Range(0, replicas).Select(replica => new AllocatedEndpoint(
                    endpoint, "localhost", Allocate(resource, endpoint, replica == 0 ? wanted : null))),
            ];
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

    private int Allocate(IResource resource, EndpointAnnotation endpoint, int? wanted)
    {
        if (wanted is { } port && !(RandomizePorts && endpoint.IsProxied))
        {
            return IsFree(port) && _given.TryAdd(port, true)
                ? port
                : throw new DistributedApplicationException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Port {port}, which endpoint '{endpoint.Name}' of resource '{resource.Name}' needs, is in use."));
        }

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
