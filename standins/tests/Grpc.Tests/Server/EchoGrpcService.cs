using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Grpc.Core;
using Grpc.Tests.Echo;
using Microsoft.AspNetCore.Authorization;

namespace Grpc.Tests.Server;

/// <summary>Answers with the request, and does what the metadata tell.</summary>
internal sealed class EchoGrpcService(Observations observations) : EchoService.EchoServiceBase
{
    public override async Task<EchoMessage> Echo(EchoMessage request, ServerCallContext context)
    {
        await ObeyAsync(context);
        return Number(context, "x-size") is var size and > 0 ? new EchoMessage { Text = new string('x', size) } : request;
    }

    [Authorize]
    public override Task<EchoMessage> Secret(EchoMessage request, ServerCallContext context) =>
        Task.FromResult(new EchoMessage { Text = context.GetHttpContext().User.Identity?.Name ?? "" });

    public override async Task Count(
        EchoMessage request, IServerStreamWriter<EchoMessage> responseStream, ServerCallContext context)
    {
        for (var i = 0; i < Number(context, "x-count"); i++)
        {
            await responseStream.WriteAsync(request);
        }

        await ObeyAsync(context);
    }

    private static int Number(ServerCallContext context, string key) =>
        int.Parse(context.RequestHeaders.GetValue(key) ?? "0", CultureInfo.InvariantCulture);

    private async Task ObeyAsync(ServerCallContext context)
    {
        var headers = context.RequestHeaders;
        var echoed = new Metadata();
        foreach (var entry in headers.Where(entry => entry.Key is "x-text" or "x-data-bin"))
        {
            echoed.Add(entry);
            context.ResponseTrailers.Add(entry);
        }

        if (echoed.Count > 0)
        {
            await context.WriteResponseHeadersAsync(echoed);
        }

        if (headers.GetValue("x-throw") is { } text)
        {
            throw new InvalidDataException(text);
        }

        if (headers.GetValue("x-observe") is { } observation)
        {
            observations.Seen[observation] = context;
        }

        if (Number(context, "x-delay-ms") is var delay and > 0)
        {
            await WaitAsync(delay, headers.GetValue("x-key") ?? "", context.CancellationToken);
        }

        if (Number(context, "x-status") is var code and > 0)
        {
            var trailers = new Metadata();
            if (headers.GetValueBytes("x-details-bin") is { } details)
            {
                trailers.Add("grpc-status-details-bin", details);
            }

            var message = Encoding.UTF8.GetString(headers.GetValueBytes("x-message-bin") ?? []);
            throw new RpcException(new Status((StatusCode)code, message), trailers);
        }
    }

    private async Task WaitAsync(int milliseconds, string key, CancellationToken cancellationToken)
    {
        observations.Started(key).TrySetResult();
        try
        {
            await Task.Delay(milliseconds, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            observations.Canceled(key).TrySetResult();
            throw;
        }
    }
}

/// <summary>What tests want to know of calls.</summary>
internal sealed class Observations
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _started = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _canceled = new();

    internal ConcurrentDictionary<string, ServerCallContext> Seen { get; } = new();

    internal TaskCompletionSource Started(string key) => Of(_started, key);

    internal TaskCompletionSource Canceled(string key) => Of(_canceled, key);

    private static TaskCompletionSource Of(
        ConcurrentDictionary<string, TaskCompletionSource> sources, string key) => sources.GetOrAdd(
        key, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
