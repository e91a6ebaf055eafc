using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

internal sealed class HttpHealthCheck(
    IHttpClientFactory clients, EndpointAnnotation endpoint, string path, int statusCode) : IHealthCheck
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (endpoint.Replicas.Count == 0)
        {
            return HealthCheckResult.Unhealthy("The endpoint has no address yet.");
        }

        using var client = clients.CreateClient(nameof(HttpHealthCheck));
        client.Timeout = Timeout;
        foreach (var replica in endpoint.Replicas)
        {
            var uri = new Uri(new Uri(replica.UriString), path);
            try
            {
                using var response = await client.GetAsync(
                    uri, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
                if ((int)response.StatusCode != statusCode)
                {
                    return HealthCheckResult.Unhealthy(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{uri} answered {(int)response.StatusCode} instead of {statusCode}."));
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
            {
                return HealthCheckResult.Unhealthy($"{uri} does not answer.", exception);
            }
        }

        return HealthCheckResult.Healthy();
    }
}
