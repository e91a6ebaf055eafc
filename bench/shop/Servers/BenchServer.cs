using System.Net;
using System.Net.Sockets;
using Shop.LocalServers;

namespace Shop.Bench.Shop.Servers;

/// <summary>A server of this program in a process of its own, which ends with this one.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private readonly ServerProcess _process;

    private BenchServer(ServerProcess process, int port) =>
        (_process, Address) = (process, new IPEndPoint(IPAddress.Loopback, port));

    public IPEndPoint Address { get; }

    public static async Task<BenchServer> StartAsync(string kind)
    {
        var port = LoopbackPort.FindFree();
        var directory = Directory.CreateTempSubdirectory("shop-bench-").FullName;
        // The garbage collector of a web application, as the services have it.
        var process = await ServerProcess.StartAsync(
            directory,
            ["dotnet", typeof(BenchServer).Assembly.Location, ServeCommand.Name, kind, $"{port}"],
            [new("DOTNET_gcServer", "1")]);
        var server = new BenchServer(process, port);
        await Eventually.SucceedsAsync(server.ConnectAsync, $"the server '{kind}'");

        return server;
    }

    public async ValueTask DisposeAsync() => await _process.EndAsync();

    private async Task ConnectAsync()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(Address);
    }
}
