using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace Defaults.Tests;

public sealed class ServerSpanTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<Activity> _spans = new();
    private WebApplication _app = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing
            .AddAspNetCoreInstrumentation(options => options.Filter = context => context.Request.Path != "/hidden")
            .AddSource(nameof(ServerSpanTests))
            .AddProcessor(new SimpleActivityExportProcessor(new Exporter(_spans))));
        _app = builder.Build();
        var source = new ActivitySource(nameof(ServerSpanTests));
        _app.MapGet("/items/{id}", (string id) => id);
        _app.MapGet("/hidden", () => source.StartActivity("inner")?.Dispose());
        _app.MapGet("/broken", () => Results.StatusCode(503));
        _app.MapGet("/thrown", string () => throw new InvalidOperationException("thrown"));
        await _app.StartAsync();
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_request_has_a_span_after_the_semantic_conventions()
    {
        var span = await RequestAsync("http://shop.test:8443/items/7?token=secret");

        Assert.Equal("GET /items/{id}", span.DisplayName);
        Assert.Equal(ActivityKind.Server, span.Kind);
        Assert.Equal("GET", span.GetTagItem("http.request.method"));
        Assert.Equal("/items/{id}", span.GetTagItem("http.route"));
        Assert.Equal(200, span.GetTagItem("http.response.status_code"));
        Assert.Equal("http", span.GetTagItem("url.scheme"));
        Assert.Equal("/items/7", span.GetTagItem("url.path"));
        Assert.Equal("?token=Redacted", span.GetTagItem("url.query"));
        Assert.Equal("shop.test", span.GetTagItem("server.address"));
        Assert.Equal(8443, span.GetTagItem("server.port"));
        Assert.Equal("1.1", span.GetTagItem("network.protocol.version"));
        Assert.Equal(ActivityStatusCode.Unset, span.Status);
    }

    [Fact]
    public async Task A_span_goes_on_with_the_callers_trace()
    {
        const string parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        var span = await RequestAsync("http://shop.test/items/7", ("traceparent", parent));

        Assert.Equal(parent, $"00-{span.TraceId}-{span.ParentSpanId}-01");
    }

    [Theory]
    [InlineData("http://shop.test/broken", "503")]
    [InlineData("http://shop.test/thrown", "System.InvalidOperationException")]
    public async Task A_fault_is_the_spans_status(string address, string errorType)
    {
        var span = await RequestAsync(address);

        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.Equal(errorType, span.GetTagItem("error.type"));
    }

    [Fact]
    public async Task A_request_that_is_not_found_is_no_fault_of_the_server()
    {
        var span = await RequestAsync("http://shop.test/nowhere");

        Assert.Equal("GET", span.DisplayName);
        Assert.Equal(404, span.GetTagItem("http.response.status_code"));
        Assert.Equal(ActivityStatusCode.Unset, span.Status);
    }

    [Fact]
    public async Task An_unknown_method_is_not_a_span_name()
    {
        using var request = new HttpRequestMessage(new HttpMethod("BREW"), "http://shop.test/items/7");
        var span = await SendAsync(request);

        Assert.Equal("_OTHER", span.GetTagItem("http.request.method"));
        Assert.Equal("BREW", span.GetTagItem("http.request.method_original"));
        Assert.StartsWith("HTTP", span.DisplayName, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filtered_request_leaves_no_span_nor_do_its_children()
    {
        using var client = _app.GetTestClient();
        await client.GetAsync(new Uri("http://shop.test/hidden"));
        await RequestAsync("http://shop.test/items/7");

        Assert.Single(_spans);
    }

    private async Task<Activity> RequestAsync(string address, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await SendAsync(request);
    }

    private async Task<Activity> SendAsync(HttpRequestMessage request)
    {
        // Without the client's own span, which would be the parent.
        using var client = new HttpMessageInvoker(_app.GetTestServer().CreateHandler());
        try
        {
            using var response = await client.SendAsync(request, CancellationToken.None);
        }
        catch (InvalidOperationException)
        {
            // The test server hands a fault of the application to its client.
        }

        await Eventually.TrueAsync(() => !_spans.IsEmpty, "the request's span");
        return _spans.Single();
    }

    private sealed class Exporter(ConcurrentQueue<Activity> spans) : BaseExporter<Activity>
    {
        public override ExportResult Export(in Batch<Activity> batch)
        {
            foreach (var activity in batch)
            {
                spans.Enqueue(activity);
            }

            return ExportResult.Success;
        }
    }
}
