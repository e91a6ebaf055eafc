using OpenTelemetry;
using OpenTelemetry.Trace;
using Shop.Bench.GraphQL.Data;

namespace Shop.Bench.GraphQL.Servers;

/// <summary>The engine as the shop's gateway uses it.</summary>
internal static class EngineServer
{
    public static void Add(WebApplicationBuilder builder, bool traced)
    {
        var graphQL = builder.AddGraphQL().AddQueryType<Query>();
        if (traced)
        {
            graphQL.AddInstrumentation();
            builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing
                .AddSource("HotChocolate.Diagnostics")
                .AddAspNetCoreInstrumentation()
                .AddProcessor(new BatchActivityExportProcessor(new Nowhere())));
        }
    }

    public static void Map(WebApplication app)
    {
        app.MapGraphQL("/flat");
        app.MapGraphQL("/nested");
    }

    internal sealed class Query
    {
        public IReadOnlyList<Product> Products { get; } = Store.Products;

        public IReadOnlyList<Order> Orders { get; } = Store.Orders;
    }

    /// <summary>Spans are made, filled, sampled and queued as always; only the collector is left out.</summary>
    private sealed class Nowhere : BaseExporter<System.Diagnostics.Activity>
    {
        public override ExportResult Export(in Batch<System.Diagnostics.Activity> batch)
        {
            foreach (var _ in batch)
            {
            }

            return ExportResult.Success;
        }
    }
}
