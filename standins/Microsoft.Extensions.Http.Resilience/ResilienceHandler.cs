using Polly;

namespace Microsoft.Extensions.Http.Resilience;

/// <summary>Sends each request through its client's pipeline.</summary>
internal sealed class ResilienceHandler(StandardPipelines pipelines) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var pipeline = pipelines.For(request.RequestUri);
        using var lease = await pipeline.Limiter.AcquireAsync(1, cancellationToken);
        if (!lease.IsAcquired)
        {
            throw new HttpRequestException("The client has reached its limit of concurrent requests.");
        }

        // A handler further in may change the address that it is given; each attempt starts from the original one.
        var address = request.RequestUri;
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            var outcome = await pipeline.Strategies.ExecuteOutcomeAsync(SendOnceAsync, context, (this, request, address));
            outcome.ThrowIfException();
            return outcome.Result!;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static async ValueTask<Outcome<HttpResponseMessage>> SendOnceAsync(
        ResilienceContext context, (ResilienceHandler Handler, HttpRequestMessage Request, Uri? Address) state)
    {
        state.Request.RequestUri = state.Address;
        try
        {
            return Outcome.FromResult(await state.Handler.SendOriginalAsync(state.Request, context.CancellationToken));
        }
        catch (Exception exception)
        {
            return Outcome.FromException<HttpResponseMessage>(exception);
        }
    }

    private Task<HttpResponseMessage> SendOriginalAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        base.SendAsync(request, cancellationToken);
}
