using System.Diagnostics;
using System.Globalization;
using Grpc.Net.Client;
using Grpc.Tests.Echo;
using PeerProcesses;

namespace Grpc.Tests.Peers;

/// <summary>The echo service by grpc-js or grpcio, in a process of its own.</summary>
internal sealed class PeerServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly GrpcChannel _channel;

    private PeerServer(Process process, int port)
    {
        _process = process;
        _channel = GrpcChannel.ForAddress(new Uri($"http://127.0.0.1:{port}"));
        Client = new EchoService.EchoServiceClient(_channel);
    }

    internal EchoService.EchoServiceClient Client { get; }

    internal static Task<PeerServer> StartNodeAsync() => StartAsync("node", "grpc-server.mjs");

    internal static Task<PeerServer> StartPythonAsync() => StartAsync(Peer.PythonPath, "grpc-server.py");

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        _process.StandardInput.Close();
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            await _process.WaitForExitAsync(timeout.Token);
        }
        finally
        {
            _process.Kill(entireProcessTree: true);
            _process.Dispose();
        }
    }

    private static async Task<PeerServer> StartAsync(string program, string script)
    {
        var process = Process.Start(new ProcessStartInfo(program, [Path.Combine(Peer.Folder, script)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Peer.Folder,
        })!;
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        return new PeerServer(process, int.Parse(line ?? "", CultureInfo.InvariantCulture));
    }
}
