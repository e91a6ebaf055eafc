using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Shop.AppHost.Startup;

/// <summary>
/// Asks often until a resource is well for the first time. The orchestrator asks more and more rarely, at last every
/// five seconds, and who waits for the resource would wait as long after it is ready.
/// </summary>
internal sealed class PatientHealthCheck(IHealthCheck check, StrongBox<bool> hasBeenWell) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>Makes every check of the application patient; each of its questions has five seconds.</summary>
    public static void UseForAll(IServiceCollection services) => services.PostConfigure<HealthCheckServiceOptions>(
        static options =>
        {
            foreach (var registration in options.Registrations)
            {
                var create = registration.Factory;
                var hasBeenWell = new StrongBox<bool>();
                registration.Factory = provider => new PatientHealthCheck(create(provider), hasBeenWell);
            }
        });

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var result = await AskAsync(context, cancellationToken);
            hasBeenWell.Value |= result.Status is HealthStatus.Healthy;
            if (hasBeenWell.Value || Stopwatch.GetElapsedTime(started) > Patience)
            {
                return result;
            }

            await Task.Delay(Interval, cancellationToken);
        }
    }

    private async Task<HealthCheckResult> AskAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        try
        {
            return await check.CheckHealthAsync(context, timeout.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"There was no answer in {Timeout.TotalSeconds} s.");
        }
    }
}
