using System.Net;
using System.Net.Sockets;

namespace Shop.LocalServers;

public static class LoopbackPort
{
    /// <summary>
    /// A free port below those that the system gives to clients, so that it is still free when a server that was killed
    /// starts again.
    /// </summary>
    public static int FindFree()
    {
        while (true)
        {
            var port = Random.Shared.Next(10_000, 32_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();

                return port;
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AddressAlreadyInUse)
            {
            }
        }
    }
}
