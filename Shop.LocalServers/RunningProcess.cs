using System.Diagnostics;

namespace Shop.LocalServers;

internal static class RunningProcess
{
    /// <summary>The numbers of all processes, as proc(5) has them.</summary>
    public static IEnumerable<string> Ids() => Directory.GetDirectories("/proc")
        .Select(static path => Path.GetFileName(path))
        .Where(static name => char.IsAsciiDigit(name[0]));

    /// <summary>The number and the name of a process, or null when it has ended.</summary>
    public static string? Describe(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);

            return $"process {id} ({process.ProcessName})";
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
