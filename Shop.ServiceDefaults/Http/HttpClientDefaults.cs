using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http.Resilience;
using Polly.Retry;
using Shop.ServiceDefaults.Startup;

namespace Shop.ServiceDefaults.Http;

internal static class HttpClientDefaults
{
    /// <summary>
    /// Every client resolves services by name, has timeouts and a circuit breaker for each service, and retries what
    /// never left. None uses a proxy: those of the environment lead to the outside.
    /// </summary>
    public static void AddHttpClientDefaults(this IHostApplicationBuilder builder)
    {
        StartupChecks.CheckServices(builder.Configuration);
        builder.Services.AddServiceDiscovery();
        builder.Services.ConfigureHttpClientDefaults(static http =>
        {
            http.UseSocketsHttpHandler(static (handler, _) => handler.UseProxy = false);
            http.AddHttpMessageHandler(static () => new UnavailableHandler());
            http.AddStandardResilienceHandler(static options =>
            {
                options.Retry.ShouldHandle = static args => new(NeverLeft(args));
                options.Retry.Delay = TimeSpan.FromMilliseconds(200);

                // A replica that is gone is for the retry; the circuit opens when the whole service is.
                options.CircuitBreaker.FailureRatio = 0.9;
            }).SelectPipelineByAuthority();
            http.AddServiceDiscovery();
        });
    }

    /// <summary>
    /// Whether the connection could not be made. Only then is it certain that nothing has been done yet: every gRPC
    /// call is a POST, and none of them may be done twice.
    /// </summary>
    private static bool NeverLeft(RetryPredicateArguments<HttpResponseMessage> args) =>
        args.Outcome.Exception is HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
        };
}
