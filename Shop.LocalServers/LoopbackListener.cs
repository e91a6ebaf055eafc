using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;

namespace Shop.LocalServers;

/// <summary>Who listens at a port of the loopback interface.</summary>
public static class LoopbackListener
{
    private const string Unknown = "another process";

    private static readonly string[] Tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    public static bool Exists(int port) => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners()
        .Any(listener => listener.Port == port && Covers(listener.Address));

    /// <summary>The process that listens, as far as the system tells who that is.</summary>
    public static string Describe(int port)
    {
        try
        {
            var sockets = Tables
                .Where(File.Exists)
                .SelectMany(File.ReadLines)
                .Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(fields => IsListener(fields, port))
                .Select(static fields => $"socket:[{fields[9]}]")
                .ToHashSet();
            var holder = RunningProcess.Ids().FirstOrDefault(id => Holds(id, sockets));

            return holder is null
                ? Unknown
                : RunningProcess.Describe(int.Parse(holder, CultureInfo.InvariantCulture)) ?? Unknown;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Unknown;
        }
    }

    private static bool Covers(IPAddress address) =>
        IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    // proc(5), /proc/net/tcp: the local address and port in hexadecimals, the state (0A listens), and the inode.
    private static bool IsListener(string[] fields, int port) =>
        fields.Length > 9
        && fields[3] == "0A"
        && fields[1].EndsWith($":{port:X4}", StringComparison.Ordinal);

    private static bool Holds(string id, HashSet<string> sockets)
    {
        try
        {
            return Directory.GetFiles($"/proc/{id}/fd")
                .Any(file => new FileInfo(file).LinkTarget is { } target && sockets.Contains(target));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It has ended, or is another user's.
            return false;
        }
    }
}
