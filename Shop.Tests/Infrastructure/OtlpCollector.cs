using System.Collections.Concurrent;
using System.Text;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Shop.Tests.Infrastructure;

/// <summary>Receives OTLP over HTTP, as a collector does.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ByteString> _bodies = new();

    private OtlpCollector(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    /// <summary>What makes a process send its telemetry here, and soon.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Address,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "100",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
    };

    public ConcurrentQueue<OtlpSpan> Spans { get; } = new();

    public ConcurrentQueue<(string Service, string TraceId, string Body)> Logs { get; } = new();

    public ConcurrentQueue<(string Service, string Name)> Metrics { get; } = new();

    public static async Task<OtlpCollector> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var collector = new OtlpCollector(builder.Build());
        collector._app.Run(collector.ReceiveAsync);
        await collector._app.StartAsync();

        return collector;
    }

    /// <summary>Whether a text stands in anything that was received, wherever it may.</summary>
    public bool Contains(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);

        return _bodies.Any(body => body.Span.IndexOf(bytes) >= 0);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        var body = await ByteString.FromStreamAsync(context.Request.Body, context.RequestAborted);
        _bodies.Enqueue(body);
        foreach (var resource in new OtlpMessage(body).Messages(1))
        {
            var source = resource.Messages(1).First().Attributes(1);
            foreach (var scope in resource.Messages(2))
            {
                Receive(
                    context.Request.Path, source.GetValueOrDefault("service.name", ""),
                    source.GetValueOrDefault("service.instance.id", ""), scope);
            }
        }
    }

    private void Receive(string? path, string service, string instance, OtlpMessage scope)
    {
        foreach (var record in scope.Messages(2))
        {
            switch (path)
            {
                case "/v1/traces":
                    Spans.Enqueue(new OtlpSpan(
                        service,
                        instance,
                        scope.Messages(1).Single().Text(1),
                        record.Hex(1),
                        record.Hex(2),
                        record.Hex(4),
                        record.Text(5),
                        record.Attributes(9)));
                    break;
                case "/v1/logs":
                    Logs.Enqueue((service, record.Hex(9), record.Messages(5).FirstOrDefault()?.Text(1) ?? ""));
                    break;
                case "/v1/metrics":
                    Metrics.Enqueue((service, record.Text(1)));
                    break;
            }
        }
    }
}

internal sealed record OtlpSpan(
    string Service, string Instance, string Source, string TraceId, string Id, string ParentId, string Name,
    Dictionary<string, string> Attributes);
