using System.Threading.RateLimiting;
using Polly;

namespace Microsoft.Extensions.Http.Resilience;

/// <summary>The strategies of one client: a bound on its requests, and inside it what Polly is given.</summary>
internal sealed class StandardPipeline(HttpStandardResilienceOptions options) : IDisposable
{
    public RateLimiter Limiter { get; } = new ConcurrencyLimiter(options.RateLimiter.DefaultRateLimiterOptions);

    public ResiliencePipeline<HttpResponseMessage> Strategies { get; } =
        new ResiliencePipelineBuilder<HttpResponseMessage>()
            .AddTimeout(options.TotalRequestTimeout)
            .AddRetry(options.Retry)
            .AddCircuitBreaker(options.CircuitBreaker)
            .AddTimeout(options.AttemptTimeout)
            .Build();

    public void Dispose() => Limiter.Dispose();
}
