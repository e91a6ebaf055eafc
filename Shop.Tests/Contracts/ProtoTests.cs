using System.Diagnostics;
using PeerProcesses;

namespace Shop.Tests.Contracts;

public sealed class ProtoTests
{
    [NodeFact]
    public async Task The_protos_pass_the_standard_rules_of_buf()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var buf = Path.Combine(Peer.Folder, "node_modules", ".bin", "buf");
        var start = new ProcessStartInfo(buf, ["lint", Path.Combine(AppContext.BaseDirectory, "Protos")])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;

        var violations = await process.StandardOutput.ReadToEndAsync(timeout.Token);

        await process.WaitForExitAsync(timeout.Token);
        Assert.Equal("", violations);
        Assert.Equal(0, process.ExitCode);
    }
}
