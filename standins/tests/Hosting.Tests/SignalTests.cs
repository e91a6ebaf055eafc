using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Hosting.Tests;

public partial class SignalTests
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_ends_the_application_and_all_its_processes(string signal)
    {
        using var host = Start();
        var services = await ServicesAsync(host);

        await Processes.SignalAsync(host.Id, signal);
        await host.WaitForExitAsync(Applications.Timeout).WaitAsync(StopTimeout);

        Assert.Equal(0, host.ExitCode);
        await AllEndedAsync(services);
    }

    [Fact]
    public async Task Nothing_outlives_an_application_that_is_killed()
    {
        using var host = Start();
        var services = await ServicesAsync(host);

        host.Kill();

        await AllEndedAsync(services);
    }

    private static Process Start() => Process.Start(
        new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "Hosting.Sample.AppHost"), ["--DcpPublisher:RandomizePorts=true"])
        {
            RedirectStandardOutput = true,
        })!;

    // Two replicas of api, then web.
    private static async Task<List<int>> ServicesAsync(Process host)
    {
        var services = new List<int>();
        while (services.Count < 3 && await host.StandardOutput.ReadLineAsync(Applications.Timeout) is { } line)
        {
            if (Started().Match(line) is { Success: true } match)
            {
                services.Add(int.Parse(match.Groups[1].Value, null));
            }
        }

        Assert.Equal(3, services.Count);
        return services;
    }

    private static async Task AllEndedAsync(List<int> services)
    {
        foreach (var service in services)
        {
            await Processes.EndedAsync(service, Applications.Timeout);
        }
    }

    [GeneratedRegex(@"^\S+ +\| started as (\d+)$")]
    private static partial Regex Started();
}
