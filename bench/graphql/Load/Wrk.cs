using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Shop.Bench.GraphQL.Load;

/// <summary>The load generator wrk, on the second core.</summary>
internal static partial class Wrk
{
    private const int Connections = 32;

    public static async Task<WrkResult> RunAsync(Uri address, string query, TimeSpan duration)
    {
        var start = new ProcessStartInfo(
            "taskset",
            [
                "-c", "1", "wrk", "--threads", "1", "--connections", $"{Connections}", "--timeout", "10s", "--latency",
                "--duration", $"{(int)duration.TotalSeconds}s",
                "--script", Path.Combine(AppContext.BaseDirectory, "post.lua"), $"{address}",
            ])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["BODY"] = JsonSerializer.Serialize(new { query });
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        return process.ExitCode == 0 && !Failures().IsMatch(output)
            ? new WrkResult(
                Number(Requests(), output), Milliseconds(Median(), output), Milliseconds(Percentile99(), output))
            : throw new InvalidOperationException($"wrk {address}: {output}");
    }

    private static double Number(Regex pattern, string output) =>
        double.Parse(pattern.Match(output).Groups[1].Value, CultureInfo.InvariantCulture);

    private static double Milliseconds(Regex pattern, string output) =>
        Number(pattern, output) * pattern.Match(output).Groups[2].Value switch { "us" => 0.001, "ms" => 1, _ => 1000 };

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Requests();

    [GeneratedRegex(@"50%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex Median();

    [GeneratedRegex(@"99%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex Percentile99();

    [GeneratedRegex("Non-2xx|Socket errors")]
    private static partial Regex Failures();
}

/// <summary>Requests per second, and milliseconds at the median and at the 99th percentile.</summary>
internal sealed record WrkResult(double Rate, double P50, double P99);
