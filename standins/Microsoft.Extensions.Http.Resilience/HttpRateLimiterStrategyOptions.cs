using System.Threading.RateLimiting;

namespace Microsoft.Extensions.Http.Resilience;

/// <summary>Bounds the requests in flight: 1000 unless set, and none waits.</summary>
public class HttpRateLimiterStrategyOptions
{
    public string? Name { get; set; } = "RateLimiter";

    public ConcurrencyLimiterOptions DefaultRateLimiterOptions { get; set; } = new()
    {
        PermitLimit = 1000,
        QueueLimit = 0,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    };
}
