namespace Microsoft.Extensions.Http.Resilience;

/// <summary>
/// The five strategies of the standard handler, outermost first: rate limiter, total timeout, retry, circuit breaker,
/// timeout of an attempt.
/// </summary>
public class HttpStandardResilienceOptions
{
    public HttpRateLimiterStrategyOptions RateLimiter { get; set; } = new() { Name = "Standard-RateLimiter" };

    /// <summary>30 seconds for a request with all its attempts.</summary>
    public HttpTimeoutStrategyOptions TotalRequestTimeout { get; set; } = new() { Name = "Standard-TotalRequestTimeout" };

    public HttpRetryStrategyOptions Retry { get; set; } = new() { Name = "Standard-Retry" };

    public HttpCircuitBreakerStrategyOptions CircuitBreaker { get; set; } = new() { Name = "Standard-CircuitBreaker" };

    /// <summary>10 seconds for each attempt.</summary>
    public HttpTimeoutStrategyOptions AttemptTimeout { get; set; } =
        new() { Name = "Standard-AttemptTimeout", Timeout = TimeSpan.FromSeconds(10) };
}
