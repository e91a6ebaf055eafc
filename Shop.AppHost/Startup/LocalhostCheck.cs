using System.Net;
using System.Net.Sockets;

namespace Shop.AppHost.Startup;

/// <summary>The orchestrator and the services find each other at <c>localhost</c>.</summary>
internal static class LocalhostCheck
{
    private const string Name = "localhost";

    /// <summary>Lets a machine that does not know itself by that name keep the application from starting.</summary>
    public static void CheckLocalhost(this IDistributedApplicationBuilder builder) => builder.CheckBeforeStart(() =>
    {
        if (!Resolve().All(IPAddress.IsLoopback))
        {
            throw new DistributedApplicationException(
                $"The name {Name} is not this machine's: write the line '127.0.0.1 {Name}' into /etc/hosts.");
        }
    });

    private static IPAddress[] Resolve()
    {
        try
        {
            return Dns.GetHostAddresses(Name);
        }
        catch (SocketException)
        {
            return [IPAddress.None];
        }
    }
}
