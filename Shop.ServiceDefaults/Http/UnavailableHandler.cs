using Polly;

namespace Shop.ServiceDefaults.Http;

/// <summary>
/// Says in the way of a broken connection that a request was given up: a gRPC client reports that as UNAVAILABLE, and
/// an exception without a cause that it knows as INTERNAL.
/// </summary>
internal sealed class UnavailableHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (ExecutionRejectedException exception)
        {
            throw new HttpRequestException(exception.Message, new IOException(exception.Message, exception));
        }
    }
}
