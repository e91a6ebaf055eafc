using System.Diagnostics;
using Shop.LocalServers;

namespace Shop.AppHost.Local;

internal static class ContainerEngine
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>Whether containers can be run here: the command line is there and its engine answers.</summary>
    public static bool Answers()
    {
        var command = Environment.GetEnvironmentVariable("ASPIRE_CONTAINER_RUNTIME") ?? "docker";
        if (LocalProgram.Find(command) is null)
        {
            return false;
        }

        using var process = Process.Start(
            new ProcessStartInfo(command, ["version", "--format", "{{.Server.Version}}"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        if (process.WaitForExit(Timeout))
        {
            return process.ExitCode == 0;
        }

        process.Kill();

        return false;
    }
}
