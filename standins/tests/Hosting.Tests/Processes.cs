using System.Diagnostics;

namespace Hosting.Tests;

internal static class Processes
{
    public static async Task EndedAsync(int id, CancellationToken cancellationToken)
    {
        while (IsAlive(id))
        {
            await Task.Delay(50, cancellationToken);
        }
    }

    // A process that nobody has waited for yet is a zombie, and has ended.
    private static bool IsAlive(int id) =>
        File.Exists($"/proc/{id}/stat") && !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);

    public static async Task SignalAsync(int id, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{id}"]);
        await kill.WaitForExitAsync();
    }
}
