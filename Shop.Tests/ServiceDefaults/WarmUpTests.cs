using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Shop.ServiceDefaults.Startup;

namespace Shop.Tests.ServiceDefaults;

public sealed class WarmUpTests
{
    private readonly FakeLogCollector _logs = new();

    [Fact]
    public async Task A_service_is_healthy_when_it_is_warm()
    {
        var end = new TaskCompletionSource();
        using var service = Start(_ => end.Task);
        Assert.Equal(HealthStatus.Unhealthy, await StatusAsync(service));

        end.SetResult();
        await service.ExecuteTask!.WaitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HealthStatus.Healthy, await StatusAsync(service));
        Assert.Empty(_logs.GetSnapshot());
    }

    [Fact]
    public async Task A_warm_up_that_fails_is_told_and_holds_up_nobody()
    {
        using var service = Start(_ => throw new InvalidOperationException("No database."));

        await service.ExecuteTask!.WaitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HealthStatus.Healthy, await StatusAsync(service));
        var record = Assert.Single(_logs.GetSnapshot());
        Assert.Equal(
            (LogLevel.Information, "ScriptedWarmUp did not come to its end: No database."),
            (record.Level, record.Message));
    }

    [Fact]
    public async Task A_service_that_stops_waits_for_no_warm_up()
    {
        using var service = Start(stop => Task.Delay(Timeout.InfiniteTimeSpan, stop));

        await service.StopAsync(TestContext.Current.CancellationToken);

        Assert.True(service.ExecuteTask!.IsCompleted);
    }

    private WarmUpService Start(Func<CancellationToken, Task> run)
    {
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<ILoggerProvider>(new FakeLoggerProvider(_logs))
            .AddSingleton(run)
            .AddSingleton<WarmUpService>();
        services.AddWarmUp<ScriptedWarmUp>();
        var service = services.BuildServiceProvider().GetRequiredService<WarmUpService>();
        Assert.True(service.StartAsync(CancellationToken.None).IsCompletedSuccessfully);

        return service;
    }

    private static async Task<HealthStatus> StatusAsync(WarmUpService service) =>
        (await service.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken)).Status;

    private sealed class ScriptedWarmUp(Func<CancellationToken, Task> run) : IWarmUp
    {
        public Task RunAsync(CancellationToken cancellationToken) => run(cancellationToken);
    }
}
