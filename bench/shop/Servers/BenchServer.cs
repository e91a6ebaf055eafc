using System.Globalization;
using System.Net;
using Shop.LocalServers;

namespace Shop.Bench.Shop.Servers;

/// <summary>A server of this program in a process of its own, which ends with this one.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly ServerProcess _process;

    private BenchServer(ServerProcess process, int port) =>
        (_process, Address) = (process, new IPEndPoint(IPAddress.Loopback, port));

    public IPEndPoint Address { get; }

    public static async Task<BenchServer> StartAsync(string kind)
    {
        var directory = Directory.CreateTempSubdirectory("shop-bench-").FullName;
        // The garbage collector of a web application, as the services have it; and it need not watch its content root,
        // which is the root of the file system.
        var process = await ServerProcess.StartAsync(
            directory,
            ["dotnet", typeof(BenchServer).Assembly.Location, ServeCommand.Name, kind],
            [new("DOTNET_gcServer", "1"), new("DOTNET_HOSTBUILDER__RELOADCONFIGONCHANGE", "false")]);
        var port = 0;
        await Eventually.SucceedsAsync(
            async () => port = int.Parse(
                await File.ReadAllTextAsync(Path.Combine(directory, "output.log")), CultureInfo.InvariantCulture),
            $"the port of the server '{kind}'",
            StartTimeout);

        return new BenchServer(process, port);
    }

    public async ValueTask DisposeAsync() => await _process.EndAsync();
}
