using Polly.CircuitBreaker;

namespace Microsoft.Extensions.Http.Resilience;

/// <summary>
/// Opens for 5 seconds when a tenth of at least 100 requests within 30 seconds had a transient outcome.
/// </summary>
public class HttpCircuitBreakerStrategyOptions : CircuitBreakerStrategyOptions<HttpResponseMessage>
{
    public HttpCircuitBreakerStrategyOptions() =>
        ShouldHandle = static args => new(HttpClientResiliencePredicates.IsTransient(args.Outcome));
}
