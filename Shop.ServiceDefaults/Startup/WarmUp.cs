using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;

namespace Shop.ServiceDefaults.Startup;

/// <summary>
/// Does once what the first call of a service would do, and leaves nothing behind: the first caller would wait for the
/// just-in-time compiler otherwise.
/// </summary>
public interface IWarmUp
{
    Task RunAsync(CancellationToken cancellationToken);
}

public static class WarmUpExtensions
{
    /// <summary>
    /// Adds a warm-up, which the service does after those that were added before, and before it says that it is
    /// healthy.
    /// </summary>
    public static void AddWarmUp<TWarmUp>(this IServiceCollection services)
        where TWarmUp : class, IWarmUp =>
        services.AddScoped<IWarmUp, TWarmUp>();
}

/// <summary>
/// Runs the warm-ups one after the other when the service starts, half a minute in all. One that fails is nobody's
/// loss: the first call is slower then.
/// </summary>
internal sealed partial class WarmUpService(IServiceScopeFactory scopes, ILogger<WarmUpService> logger)
    : BackgroundService, IHealthCheck
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private volatile bool _isDone;

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_isDone
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("The service is warming up."));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        limited.CancelAfter(Limit);
        // Nobody has called, so there is nothing to trace.
        using var untraced = SuppressInstrumentationScope.Begin();
        await using var scope = scopes.CreateAsyncScope();
        foreach (var warmUp in scope.ServiceProvider.GetServices<IWarmUp>())
        {
            await TryAsync(warmUp, limited.Token);
        }

        _isDone = true;
    }

    private async Task TryAsync(IWarmUp warmUp, CancellationToken cancellationToken)
    {
        try
        {
            await warmUp.RunAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            Log.Failed(logger, warmUp.GetType().Name, exception.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "{WarmUp} did not come to its end: {Reason}")]
        public static partial void Failed(ILogger logger, string warmUp, string reason);
    }
}
