using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Hosting.Tests;

public class LifeTests
{
    private static CancellationToken Timeout => Applications.Timeout;

    [Fact]
    public async Task A_process_that_ends_is_finished_with_its_exit_code()
    {
        await using var app = await StartAsync(builder => builder.AddShell("job", "exit 3"));

        var end = await app.ResourceNotifications.WaitForResourceAsync("job", e => e.Snapshot.ExitCode is not null, Timeout);

        Assert.Equal(KnownResourceStates.Finished, end.Snapshot.State?.Text);
        Assert.Equal(3, end.Snapshot.ExitCode);
    }

    [Fact]
    public async Task A_command_that_does_not_exist_fails_to_start()
    {
        await using var app = await StartAsync(builder => builder.AddExecutable("job", "no-such-command", "/"));

        await app.ResourceNotifications.WaitForResourceAsync("job", KnownResourceStates.FailedToStart, Timeout);
    }

    [Theory]
    [InlineData(0, "Running")]
    [InlineData(1, "FailedToStart")]
    public async Task What_waits_for_a_completion_starts_only_after_success(int exitCode, string state)
    {
        await using var app = await StartAsync(builder =>
        {
            var job = builder.AddShell("job", $"exit {exitCode}");
            builder.AddShell("server", "exec sleep 100").WaitForCompletion(job);
        });

        Assert.Equal(state, await app.ResourceNotifications.WaitForResourceAsync(
            "server", [KnownResourceStates.Running, KnownResourceStates.FailedToStart], Timeout));
    }

    [Fact]
    public async Task What_waits_starts_when_the_other_is_healthy_and_its_ready_handlers_are_done()
    {
        var healthy = false;
        var handled = new TaskCompletionSource();
        await using var app = await StartAsync(builder =>
        {
            builder.Services.AddHealthChecks().AddCheck(
                "check", () => Volatile.Read(ref healthy) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy());
            var server = builder.AddShell("server", "exec sleep 100")
                .WithHealthCheck("check")
                .OnResourceReady((_, _, _) => handled.Task);
            builder.AddShell("client", "exec sleep 100").WaitFor(server);
        });

        await app.ResourceNotifications.WaitForResourceAsync(
            "server", e => e.Snapshot.HealthStatus == HealthStatus.Unhealthy, Timeout);
        await app.ResourceNotifications.WaitForResourceAsync("client", KnownResourceStates.Waiting, Timeout);
        Volatile.Write(ref healthy, true);
        await app.ResourceNotifications.WaitForResourceAsync(
            "server", e => e.Snapshot.ResourceReadyEvent is not null, Timeout);
        Assert.True(app.ResourceNotifications.TryGetCurrentState("client", out var client));
        Assert.Equal(KnownResourceStates.Waiting, client.Snapshot.State?.Text);
        handled.SetResult();
        await app.ResourceNotifications.WaitForResourceHealthyAsync("client", Timeout);
    }

    [Fact]
    public async Task What_is_waited_for_stops_last()
    {
        var log = Path.GetTempFileName();
        var app = await StartAsync(builder =>
        {
            var first = builder.AddShell("first", OnStop("first", log));
            var second = builder.AddShell("second", OnStop("second", log)).WaitFor(first);
            builder.AddShell("third", OnStop("third", log)).WaitFor(second);
        });
        foreach (var name in new[] { "first", "second", "third" })
        {
            await app.ResourceNotifications.WaitForResourceHealthyAsync(name, Timeout);
            await WaitForLineAsync(app, name, "trapped");
        }

        await app.DisposeAsync();

        Assert.Equal(["third", "second", "first"], await File.ReadAllLinesAsync(log));
        File.Delete(log);
    }

    [Fact]
    public async Task A_process_that_ignores_the_request_to_end_is_killed_with_its_children()
    {
        var app = await StartAsync(builder => builder.AddShell(
            "stubborn", "trap '' TERM; sleep 1000 & echo child $!; while true; do sleep 1; done"));
        var child = int.Parse((await WaitForLineAsync(app, "stubborn", "child")).Split(' ')[1], null);

        await app.DisposeAsync();

        await Processes.EndedAsync(child, Timeout);
    }

    [Fact]
    public async Task A_port_that_is_in_use_is_named()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        using var builder = DistributedApplicationTestingBuilder.Create("--DcpPublisher:RandomizePorts=false");
        builder.AddShell("server", "exec sleep 100").WithHttpEndpoint(port);
        await using var app = await builder.BuildAsync(Timeout);

        var exception = await Assert.ThrowsAsync<DistributedApplicationException>(() => app.StartAsync(Timeout));

        Assert.Equal($"Port {port}, which endpoint 'http' of resource 'server' needs, is in use.", exception.Message);
    }

    private static string OnStop(string name, string log) =>
        $"trap 'echo {name} >> {log}; exit 0' TERM; echo trapped; while true; do sleep 0.1; done";

    private static async Task<DistributedApplication> StartAsync(Action<IDistributedApplicationBuilder> describe)
    {
        var builder = DistributedApplicationTestingBuilder.Create();
        describe(builder);
        var app = await builder.BuildAsync(Timeout);
        await app.StartAsync(Timeout);
        return app;
    }

    private static async Task<string> WaitForLineAsync(DistributedApplication app, string resource, string start)
    {
        await foreach (var lines in app.Services.GetRequiredService<ResourceLoggerService>().WatchAsync(resource)
            .WithCancellation(Timeout))
        {
            if (lines.FirstOrDefault(l => l.Content.StartsWith(start, StringComparison.Ordinal)) is { Content: { } line })
            {
                return line;
            }
        }

        throw new InvalidOperationException($"{resource} ended without the line {start}.");
    }
}
