using HotChocolate.Execution;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Net.Http.Headers;

namespace HotChocolate.AspNetCore;

/// <summary>Serves GraphQL over Server-Sent Events, in the protocol's distinct connections mode.</summary>
internal static class EventStreamEndpoint
{
    private const string MediaType = "text/event-stream";

    /// <summary>Whether the client names the media type; a wildcard does not ask for a stream.</summary>
    public static bool IsAccepted(HttpRequest request)
    {
        // Most requests do not mention it, and need not be parsed again.
        foreach (var value in request.Headers.Accept)
        {
            if (value?.Contains(MediaType, StringComparison.OrdinalIgnoreCase) == true)
            {
                return MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted)
                    && accepted.Any(range => range.Quality != 0
                        && range.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase));
            }
        }

        return false;
    }

    /// <summary>Answers with events; but with JSON to one response, where the client accepts that as well.</summary>
    public static async Task ServeAsync(
        HttpContext context,
        RequestExecutor executor,
        GraphQLRequest request,
        GraphQLServerOptions options)
    {
        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            var response = await executor.ExecuteAnyAsync(request, context, ended.Token);
            var events = new EventStream(context.Response, options.EventStreamKeepAliveInterval);
            if (response.Stream is { } stream)
            {
                await using (stream)
                {
                    await events.WriteAsync(stream, ended.Token);
                }
            }
            else
            {
                using var result = response.Result!;
                await (MediaTypes.Negotiate(context.Request) is { } json
                    ? GraphQLEndpoint.RespondAsync(context, result, json)
                    : events.WriteAsync(result, ended.Token));
            }
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            // The server stops. A stream that ends without the event complete is one to connect to again.
        }
    }
}
