using System.CommandLine;

namespace Shop.Faults;

/// <summary>Runs a command that starts servers of its own.</summary>
internal static class CommandLine
{
    private const int Misused = 2;
    private const int Interrupted = 130;

    /// <summary>Runs what the arguments ask for.</summary>
    /// <returns>The exit code: 2 when the arguments are wrong, 130 when it was interrupted.</returns>
    public static async Task<int> RunAsync(RootCommand command, string[] args)
    {
        var parsed = command.Parse(args);
        // Who interrupts a run waits until its servers have ended, which they do with this process at the latest.
        var invocation = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeSpan.FromSeconds(10),
        };
        try
        {
            var exitCode = await parsed.InvokeAsync(invocation);

            return parsed.Errors.Count == 0 ? exitCode : Misused;
        }
        catch (OperationCanceledException)
        {
            await Console.Out.WriteLineAsync("interrupted");

            return Interrupted;
        }
    }
}
