using System.Diagnostics;
using PeerProcesses;

namespace Shop.Tests.Contracts;

/// <summary>The linter of protos, a peer.</summary>
internal static class Buf
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    /// <summary>The protos that the tests were built with, and the rules for them.</summary>
    public static string Protos { get; } = Path.Combine(AppContext.BaseDirectory, "Protos");

    /// <returns>What it found; nothing when all is well.</returns>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        var program = Path.Combine(Peer.Folder, "node_modules", ".bin", "buf");
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync(timeout.Token);
        var output = await process.StandardOutput.ReadToEndAsync(timeout.Token) + await errors;
        await process.WaitForExitAsync(timeout.Token);
        Assert.Equal(output.Length == 0, process.ExitCode == 0);

        return output;
    }
}
