namespace Microsoft.Extensions.ServiceDiscovery;

/// <summary>Sends a request to an endpoint of the service that its address names.</summary>
internal sealed class ResolvingHandler(ConfigurationEndpoints endpoints) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var original = request.RequestUri;
        if (original is null)
        {
            throw new InvalidOperationException("Cannot resolve the service of a request without an address.");
        }

        request.RequestUri = endpoints.Resolve(original);
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            request.RequestUri = original;
        }
    }
}
