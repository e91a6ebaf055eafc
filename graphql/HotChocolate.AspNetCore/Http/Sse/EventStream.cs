using System.Buffers;
using System.IO.Pipelines;
using HotChocolate.Execution;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace HotChocolate.AspNetCore;

/// <summary>
/// Writes the events of the protocol. One is written after the other, so that a client that does not read holds back
/// its own stream only, until the server's minimum data rate cuts it.
/// </summary>
internal sealed class EventStream(HttpResponse response, TimeSpan keepAliveInterval)
{
    /// <summary>Writes responses as they come.</summary>
    public async Task WriteAsync(ResponseStream stream, CancellationToken cancellationToken)
    {
        await StartAsync(cancellationToken);
        await using var results = stream.ReadResultsAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await MoveNextAsync(results, cancellationToken))
        {
            using var result = results.Current;
            await WriteNextAsync(result, cancellationToken);
        }

        await WriteCompleteAsync(cancellationToken);
    }

    /// <summary>Writes one response.</summary>
    public async Task WriteAsync(ExecutionResult result, CancellationToken cancellationToken)
    {
        await StartAsync(cancellationToken);
        await WriteNextAsync(result, cancellationToken);
        await WriteCompleteAsync(cancellationToken);
    }

    // The protocol reports errors of validation in the stream, too: the status is always 200.
    private Task StartAsync(CancellationToken cancellationToken)
    {
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers[HeaderNames.CacheControl] = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        response.HttpContext.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();

        return response.Body.FlushAsync(cancellationToken);
    }

    private async Task<bool> MoveNextAsync(
        IAsyncEnumerator<ExecutionResult> results,
        CancellationToken cancellationToken)
    {
        var next = results.MoveNextAsync().AsTask();
        while (true)
        {
            await ((Task)next).WaitAsync(keepAliveInterval, CancellationToken.None)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (next.IsCompleted)
            {
                return await next;
            }

            try
            {
                await WriteAsync(":\n\n"u8, default, default, cancellationToken);
            }
            catch
            {
                // The enumerator must not be disposed while it moves; it ends, for the connection has.
                await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw;
            }
        }
    }

    private Task<FlushResult> WriteNextAsync(ExecutionResult result, CancellationToken cancellationToken) =>
        WriteAsync("event: next\ndata: "u8, result.Json.Span, "\n\n"u8, cancellationToken);

    // The line "data" is there because browsers drop an event without data.
    private Task<FlushResult> WriteCompleteAsync(CancellationToken cancellationToken) =>
        WriteAsync("event: complete\ndata:\n\n"u8, default, default, cancellationToken);

    private Task<FlushResult> WriteAsync(
        ReadOnlySpan<byte> start,
        ReadOnlySpan<byte> json,
        ReadOnlySpan<byte> end,
        CancellationToken cancellationToken)
    {
        var writer = response.BodyWriter;
        writer.Write(start);
        writer.Write(json);
        writer.Write(end);

        return writer.FlushAsync(cancellationToken).AsTask();
    }
}
