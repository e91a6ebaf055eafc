using Shop.Tests.Infrastructure;

namespace Shop.Tests.ServiceDefaults;

[Collection(nameof(ProbeProcess))]
public sealed class TelemetryTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task One_trace_runs_from_a_request_through_another_service_to_its_database()
    {
        await using var collector = await OtlpCollector.StartAsync();
        var id = $"{Guid.NewGuid():n}";
        await using (var migration = Start(collector, "migration", "migrate"))
        {
            Assert.Equal(0, (await migration.EndAsync()).ExitCode);
        }

        await using var counting = Start(collector, "counting");
        await using var relaying = Start(
            collector, "relaying", [], ("services__probe__web__0", $"{counting.Client.BaseAddress}"));
        await counting.UntilAliveAsync();
        await relaying.UntilAliveAsync();
        // The first call of a cold process may take longer than the attempts of a client last.
        await Eventually.SucceedsAsync(
            () => relaying.Client.GetStringAsync(new Uri("/relay/warm-up", UriKind.Relative)),
            "a first answer",
            TimeSpan.FromSeconds(90));

        Assert.Equal(
            "0",
            await relaying.Client.GetStringAsync(
                new Uri($"/relay/{id}", UriKind.Relative), TestContext.Current.CancellationToken));

        OtlpSpan[] trace = [];
        // A span comes after all that ended before it in the same process.
        await Eventually.TrueAsync(
            () => (trace = Trace(collector, id)).Any(span => span.Name == "GET /count/{id}"),
            "the spans of the request",
            TimeSpan.FromSeconds(60));
        var entry = Assert.Single(trace, span => span is { Service: "relaying", Name: "GET /relay/{id}" });
        var call = Assert.Single(trace, span => span.Service == "relaying" && span.ParentId == entry.Id);
        var served = Assert.Single(trace, span => span is { Service: "counting", Name: "GET /count/{id}" });
        var query = Assert.Single(
            trace, span => span.ParentId == served.Id && span.Attributes.ContainsKey("db.query.text"));
        Assert.Equal("GET", call.Name);
        Assert.Equal(call.Id, served.ParentId);
        Assert.Equal("counting", query.Service);
        Assert.Equal("postgresql", query.Attributes["db.system.name"]);
        Assert.Equal("?secret=Redacted", served.Attributes["url.query"]);
        Assert.DoesNotContain(collector.Spans, span => span.Attributes.GetValueOrDefault("url.path") is "/alive");

        await Eventually.TrueAsync(
            () => collector.Logs.Any(log => log.Service == "counting" && log.TraceId == entry.TraceId),
            "the request's log record");
        string[] metrics = ["http.server.request.duration", "http.client.request.duration", "dotnet.gc.collections"];
        foreach (var metric in metrics)
        {
            await Eventually.TrueAsync(
                () => collector.Metrics.Contains(("counting", metric))
                    || collector.Metrics.Contains(("relaying", metric)),
                metric);
        }
    }

    private static OtlpSpan[] Trace(OtlpCollector collector, string id)
    {
        var entry = collector.Spans.FirstOrDefault(
            span => span.Attributes.GetValueOrDefault("url.path") == $"/relay/{id}");

        return [.. collector.Spans.Where(span => span.TraceId == entry?.TraceId)];
    }

    private ProbeProcess Start(OtlpCollector collector, string service, params string[] arguments) =>
        Start(collector, service, arguments, []);

    private ProbeProcess Start(
        OtlpCollector collector, string service, string[] arguments, params (string, string?)[] environment) =>
        ProbeProcess.Start(
            [
                ("ConnectionStrings__probe-db", postgres.ConnectionString),
                ("OTEL_SERVICE_NAME", service),
                .. collector.Environment.Select(variable => (variable.Key, (string?)variable.Value)),
                .. environment,
            ],
            arguments);
}
