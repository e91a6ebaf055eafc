using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Shop.LocalServers;

public static class LoopbackPort
{
    // Whoever was given a port may not listen yet.
    private static readonly ConcurrentDictionary<int, bool> Given = [];

    /// <summary>
    /// A free port, each time another one, below those that the system gives to clients, so that it is still free when
    /// a server that was killed starts again.
    /// </summary>
    public static int FindFree()
    {
        while (true)
        {
            var port = Random.Shared.Next(10_000, 32_000);
            if (IsFree(port) && Given.TryAdd(port, true))
            {
                return port;
            }
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();

            return true;
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AddressAlreadyInUse)
        {
            return false;
        }
    }
}
