using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Shop.AppHost.Startup;

/// <summary>The orchestrator and the services find each other at <c>localhost</c>.</summary>
internal static class LocalhostCheck
{
    private const string Name = "localhost";

    /// <summary>Lets a machine that does not know itself by that name keep the application from starting.</summary>
    public static void CheckLocalhost(this IDistributedApplicationBuilder builder) => builder.CheckBeforeStart(() =>
    {
        if (!IsUsable(Resolve(), HasIPv6()))
        {
            throw new DistributedApplicationException(
                $"The name {Name} is none of this machine's: write the line '127.0.0.1 {Name}' into /etc/hosts.");
        }
    });

    /// <summary>
    /// Whether all addresses of the name are this machine's, and the orchestrator uses one: it does without IPv6 where
    /// nothing but the loopback interface has it.
    /// </summary>
    internal static bool IsUsable(IReadOnlyList<IPAddress> addresses, bool hasIPv6) =>
        addresses.All(IPAddress.IsLoopback)
        && addresses.Any(address => hasIPv6 || address.AddressFamily is AddressFamily.InterNetwork);

    private static IPAddress[] Resolve()
    {
        try
        {
            return Dns.GetHostAddresses(Name);
        }
        catch (SocketException)
        {
            return [];
        }
    }

    private static bool HasIPv6() => NetworkInterface.GetAllNetworkInterfaces()
        .SelectMany(static network => network.GetIPProperties().UnicastAddresses)
        .Any(static unicast => unicast.Address.AddressFamily is AddressFamily.InterNetworkV6
            && !IPAddress.IsLoopback(unicast.Address));
}
