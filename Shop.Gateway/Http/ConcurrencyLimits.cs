using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Shop.Gateway.Errors;

namespace Shop.Gateway.Http;

/// <summary>How many operations and streams there may be at once.</summary>
internal sealed class ConcurrencyLimits(IOptions<GraphQLOptions> options) : IConfigureOptions<RateLimiterOptions>
{
    public const string Policy = "graphql";

    private const string RetryAfterSeconds = "1";

    public void Configure(RateLimiterOptions limits)
    {
        limits.RejectionStatusCode = StatusCodes.Status503ServiceUnavailable;
        limits.OnRejected = static (rejected, aborted) => RefuseAsync(rejected.HttpContext, aborted);
        limits.AddPolicy(Policy, Partition);
    }

    private RateLimitPartition<string> Partition(HttpContext context) => IsStream(context)
        ? RateLimitPartition.GetConcurrencyLimiter("streams", _ => new ConcurrencyLimiterOptions
        {
            PermitLimit = options.Value.MaxConcurrentStreams,
        })
        : RateLimitPartition.GetConcurrencyLimiter("operations", _ => new ConcurrencyLimiterOptions
        {
            PermitLimit = options.Value.MaxConcurrentOperations,
            QueueLimit = options.Value.MaxQueuedOperations,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });

    private static bool IsStream(HttpContext context) => context.WebSockets.IsWebSocketRequest
        || context.Request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.OrdinalIgnoreCase);

    private static async ValueTask RefuseAsync(HttpContext context, CancellationToken cancellationToken)
    {
        const string modern = "application/graphql-response+json";
        var accept = context.Request.Headers.Accept.ToString();
        var takesModern = accept.Length == 0 || accept.Contains(modern, StringComparison.OrdinalIgnoreCase);
        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        await context.Response.WriteAsJsonAsync(
            new
            {
                errors = new[]
                {
                    new
                    {
                        message = ShopErrorCodes.DefaultMessage(ShopErrorCodes.ServiceUnavailable),
                        extensions = new { code = ShopErrorCodes.ServiceUnavailable },
                    },
                },
            },
            options: null,
            takesModern ? modern : "application/json",
            cancellationToken);
    }
}
