using System.Diagnostics;
using Aspire.Hosting.Testing;
using Shop.Contracts;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.EndToEnd;

[Collection(ShopCollection.Name)]
public sealed class TelemetryTests(ShopFixture shop)
{
    private const string PlaceOrder =
        "mutation PlaceOrder($input: PlaceOrder!) "
        + "{ placeOrder(input: $input) { status order_products { product { name } } } }";

    private const string Request = "POST /graphql";
    private const string Served = "POST /shop.orders.v1.OrdersService/PlaceOrder";
    private const string OrderPublished = "publish shop.events/ORDER_PLACED";
    private const string OrderProcessed = "process ORDER_PLACED";
    private const string InventoryPublished = "publish shop.events/INVENTORY_UPDATE";
    private const string InventoryProcessed = "process INVENTORY_UPDATE";

    private static readonly string[] Services =
        [ResourceNames.Gateway, ResourceNames.Users, ResourceNames.Products, ResourceNames.Orders];

    [Fact]
    public async Task One_trace_runs_from_the_request_through_sql_and_the_broker_to_the_last_consumer()
    {
        var (traceId, callerId) = await PlaceOrderAsync();
        var trace = await TraceAsync(traceId);

        var request = AssertStep(trace, callerId, ResourceNames.Gateway, Request);
        var operation = Assert.Single(
            trace, span => span.Attributes.GetValueOrDefault("graphql.operation.type") == "mutation");
        Assert.Equal(("HotChocolate.Diagnostics", request.Id), (operation.Source, operation.ParentId));

        var sent = Assert.Single(trace, span => span.Id == trace.Single(served => served.Name == Served).ParentId);
        Assert.Equal((ResourceNames.Gateway, "System.Net.Http"), (sent.Service, sent.Source));
        var call = Assert.Single(trace, span => span.Id == sent.ParentId);
        Assert.Equal(
            (ResourceNames.Gateway, "Grpc.Net.Client", operation.Id), (call.Service, call.Source, call.ParentId));
        var served = AssertStep(trace, sent.Id, ResourceNames.Orders, Served);
        AssertSql(trace, served, "INSERT INTO orders");

        var placed = AssertStep(trace, served.Id, ResourceNames.Orders, OrderPublished);
        var reserved = AssertStep(trace, placed.Id, ResourceNames.Products, OrderProcessed);
        AssertSql(trace, reserved, "UPDATE products");
        var updated = AssertStep(trace, reserved.Id, ResourceNames.Products, InventoryPublished);
        var settled = AssertStep(trace, updated.Id, ResourceNames.Orders, InventoryProcessed);
        AssertSql(trace, settled, "UPDATE orders");
    }

    [Fact]
    public async Task Every_statement_belongs_to_a_request_or_to_a_delivery()
    {
        await PlaceOrderAsync();
        await Eventually.TrueAsync(() => Statements().Length > 0, "statements");

        var statements = Statements();

        await Eventually.TrueAsync(
            () => statements.Select(statement => statement.ParentId)
                .Except(shop.Telemetry.Spans.Select(span => span.Id))
                .Any() is false,
            "the span that each statement is part of");
        Assert.DoesNotContain(shop.Telemetry.Spans, span => span.Attributes.GetValueOrDefault("url.path") is "/health");
    }

    [Fact]
    public async Task A_trace_begins_with_a_request_or_an_event()
    {
        await PlaceOrderAsync();

        var roots = shop.Telemetry.Spans.Where(span => span.ParentId.Length == 0)
            .Select(span => span.Source)
            .ToHashSet();

        Assert.NotEmpty(roots);
        Assert.Subset(new HashSet<string> { "Microsoft.AspNetCore", "Shop.Messaging" }, roots);
    }

    [Fact]
    public async Task Every_replica_of_a_service_serves_calls()
    {
        foreach (var service in new[] { ResourceNames.Users, ResourceNames.Products, ResourceNames.Orders })
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    await PlaceOrderAsync();

                    return InstancesThatServed(service).Count == ShopFixture.Replicas;
                },
                $"calls to every replica of {service}");
        }
    }

    [Fact]
    public async Task Logs_and_metrics_name_their_service()
    {
        await PlaceOrderAsync();

        foreach (var service in Services)
        {
            await Eventually.TrueAsync(
                () => shop.Telemetry.Logs.Any(log => log.Service == service && log.TraceId.Length > 0),
                $"logs of {service} that belong to a trace");
            await AssertMetricAsync(service, "http.server.request.duration");
            await AssertMetricAsync(service, "dotnet.gc.collections");
        }

        await AssertMetricAsync(ResourceNames.Users, "shop.users.logins.succeeded");
        await AssertMetricAsync(ResourceNames.Products, "shop.products.reservations.confirmed");
        await AssertMetricAsync(ResourceNames.Orders, "shop.orders.settle_time");
        await AssertMetricAsync(ResourceNames.Orders, "shop.messaging.published");
        await AssertMetricAsync(ResourceNames.Orders, "db.client.operation.duration");
    }

    private async Task<(string TraceId, string CallerId)> PlaceOrderAsync()
    {
        var customer = await shop.NewCustomerAsync();
        var product = await shop.NewProductAsync();
        var (traceId, callerId) = ($"{ActivityTraceId.CreateRandom()}", $"{ActivitySpanId.CreateRandom()}");
        using var http = shop.App.CreateHttpClient(ResourceNames.Gateway, "http");
        http.DefaultRequestHeaders.Add("traceparent", $"00-{traceId}-{callerId}-01");

        var order = await new GraphQLClient(http, customer.Client.Token).DataAsync(
            PlaceOrder, new { input = new { order_products = new[] { new { product_id = product, quantity = 1 } } } });

        Assert.Equal("CONFIRMED", order.GetProperty("placeOrder").GetProperty("status").GetString());

        return (traceId, callerId);
    }

    private static OtlpSpan AssertStep(OtlpSpan[] trace, string parentId, string service, string name)
    {
        var step = Assert.Single(trace, span => span.Name == name);
        Assert.Equal((service, parentId), (step.Service, step.ParentId));

        return step;
    }

    private static void AssertSql(OtlpSpan[] trace, OtlpSpan parent, string statement) => Assert.Contains(
        trace,
        span => span.ParentId == parent.Id && span.Service == parent.Service && span.Source == "Npgsql"
            && span.Attributes.GetValueOrDefault("db.query.text", "").Contains(statement, StringComparison.Ordinal));

    private Task AssertMetricAsync(string service, string name) => Eventually.TrueAsync(
        () => shop.Telemetry.Metrics.Contains((service, name)), $"{name} of {service}");

    /// <summary>
    /// The trace when it is complete: a span comes after all that ended before it in the same process.
    /// </summary>
    private async Task<OtlpSpan[]> TraceAsync(string id)
    {
        string[] last = [Request, Served, OrderPublished, OrderProcessed, InventoryPublished, InventoryProcessed];
        OtlpSpan[] trace = [];
        await Eventually.TrueAsync(
            () =>
            {
                trace = [.. shop.Telemetry.Spans.Where(span => span.TraceId == id)];

                return last.All(name => trace.Any(span => span.Name == name));
            },
            "the trace of the order");

        return trace;
    }

    private HashSet<string> InstancesThatServed(string service) =>
    [
        .. shop.Telemetry.Spans
            .Where(span => span.Service == service && span.Source == "Microsoft.AspNetCore")
            .Select(span => span.Instance),
    ];

    private OtlpSpan[] Statements() => [.. shop.Telemetry.Spans.Where(span => span.Source == "Npgsql")];
}
