using Polly;
using Polly.Timeout;

namespace Shop.ServiceDefaults.Http;

/// <summary>
/// Says with HttpClient's own exception that a request was given up: a gRPC client reports that one as UNAVAILABLE, and
/// an exception that it does not know as INTERNAL.
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
            var error = exception is TimeoutRejectedException
                ? HttpRequestError.Unknown
                : HttpRequestError.ConnectionError;
            throw new HttpRequestException(error, exception.Message, exception);
        }
    }
}
