using System.Net;
using System.Net.Sockets;
using Shop.Contracts;
using Shop.Gateway.Errors;
using Shop.ServiceDefaults.Authentication;
using Shop.ServiceDefaults.Errors;

namespace Shop.Gateway.Http;

/// <summary>
/// Gives each client its share of requests, streams and subscriptions, so that none takes the places of the others. A
/// client is a user, or else an address.
/// </summary>
public sealed class ClientLimits : IAsyncDisposable
{
    private const string RetryAfterSeconds = "1";

    private readonly Shares _requests;
    private readonly Shares _streams;
    private readonly Shares _subscriptions;

    internal ClientLimits(GraphQLOptions options)
    {
        _requests = new Shares(
            options.MaxOperationsPerClient,
            options.MaxQueuedOperationsPerClient,
            options.MaxConcurrentOperations + options.MaxQueuedOperations);
        _streams = new Shares(options.MaxStreamsPerClient, 0, options.MaxConcurrentStreams);
        _subscriptions = new Shares(options.MaxSubscriptionsPerUser, 0, int.MaxValue);
    }

    /// <summary>Serves the request when there is a place for it.</summary>
    internal async Task ServeAsync(HttpContext context, RequestDelegate serve)
    {
        var shares = context.WebSockets.IsWebSocketRequest ? _streams : _requests;
        try
        {
            var (place, refusal) = await shares.TakeAsync(ClientOf(context), context.RequestAborted);
            if (place is null)
            {
                await RefuseAsync(context, refusal);

                return;
            }

            using var held = new HeldPlace { Place = place };
            context.Features.Set(held);
            await serve(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client is gone, whatever it waited for.
            context.Abort();
        }
    }

    /// <summary>
    /// Takes a place for a subscription, to be disposed when it ends. A request over HTTP that becomes a stream by it
    /// gives back its place among the requests.
    /// </summary>
    /// <exception cref="RefusalException">RATE_LIMITED, SERVICE_UNAVAILABLE: there is none.</exception>
    internal async ValueTask<IDisposable> SubscribeAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var client = ClientOf(context);
        var (subscription, refusal) = await _subscriptions.TakeAsync(client, cancellationToken);
        if (subscription is null)
        {
            throw ToException(refusal);
        }

        if (!context.WebSockets.IsWebSocketRequest && context.Features.Get<HeldPlace>() is { } held)
        {
            (var stream, refusal) = await _streams.TakeAsync(client, cancellationToken);
            if (stream is null)
            {
                subscription.Dispose();
                throw ToException(refusal);
            }

            held.Place.Dispose();
            held.Place = stream;
        }

        return subscription;
    }

    public async ValueTask DisposeAsync()
    {
        await _requests.DisposeAsync();
        await _streams.DisposeAsync();
        await _subscriptions.DisposeAsync();
    }

    private static string ClientOf(HttpContext context) => Caller.Find(context.User) is { } caller
        ? caller.UserId.ToString()
        : AddressOf(context.Connection.RemoteIpAddress);

    // One who has an IPv6 address has the whole network of 64 bits.
    private static string AddressOf(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };

    private static RefusalException ToException(Refusal refusal)
    {
        var code = CodeOf(refusal);

        return new RefusalException(code, ShopErrorCodes.DefaultMessage(code));
    }

    private static string CodeOf(Refusal refusal) =>
        refusal == Refusal.OfClient ? ErrorReasons.RateLimited : ErrorReasons.Unavailable;

    private static async Task RefuseAsync(HttpContext context, Refusal refusal)
    {
        const string modern = "application/graphql-response+json";
        var code = CodeOf(refusal);
        var accept = context.Request.Headers.Accept.ToString();
        var takesModern = accept.Length == 0 || accept.Contains(modern, StringComparison.OrdinalIgnoreCase);
        context.Response.StatusCode = refusal == Refusal.OfClient
            ? StatusCodes.Status429TooManyRequests
            : StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        await context.Response.WriteAsJsonAsync(
            new
            {
                errors = new[] { new { message = ShopErrorCodes.DefaultMessage(code), extensions = new { code } } },
            },
            options: null,
            takesModern ? modern : "application/json",
            context.RequestAborted);
    }

    private sealed class HeldPlace : IDisposable
    {
        public required IDisposable Place { get; set; }

        public void Dispose() => Place.Dispose();
    }
}
