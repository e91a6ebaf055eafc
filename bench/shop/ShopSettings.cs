using System.Globalization;
using Shop.Bench.Shop.Data;
using Shop.Bench.Shop.Measuring;
using Shop.Bench.Shop.Servers;
using Shop.Faults.Cluster;
using Shop.LocalServers;

namespace Shop.Bench.Shop;

/// <summary>The shop as it runs in production: durable, and with what runtime and services do by themselves.</summary>
internal static class ShopSettings
{
    // The shop's own share is 200; pgbench and this program come on top.
    private const int MaxConnections = 400;

    public static ClusterOptions For(BenchOptions options, ShopData data, BenchServer? telemetrySink) => new()
    {
        Replicas = options.Replicas,
        Postgres = new PostgresOptions
        {
            MaxConnections = MaxConnections,
            LogLevel = "warning",
            Settings = StatementCount.Settings,
        },
        Runtime = new Dictionary<string, string>(),
        Settings = telemetrySink is null
            ? new Dictionary<string, string>()
            : new Dictionary<string, string>
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://{telemetrySink.Address}",
                ["OTEL_TRACES_SAMPLER"] = "parentbased_traceidratio",
                ["OTEL_TRACES_SAMPLER_ARG"] = options.Telemetry.ToString(CultureInfo.InvariantCulture),
            },
        FillAsync = shop => new ShopFill(shop, data).RunAsync(),
    };
}
