using System.Diagnostics;
using Aspire.Hosting.Testing;
using Shop.Contracts;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.EndToEnd;

[Collection(ShopCollection.Name)]
public sealed class TelemetryTests(ShopFixture shop)
{
    private const string PlaceOrder =
        "mutation PlaceOrder($input: PlaceOrder!) { placeOrder(input: $input) { status order_products { product { name } } } }";

    private static readonly string[] Services =
        [ResourceNames.Gateway, ResourceNames.Users, ResourceNames.Products, ResourceNames.Orders];

    [Fact]
    public async Task One_trace_runs_from_the_request_through_sql_and_the_broker_to_the_last_consumer()
    {
        var (traceId, callerId) = await PlaceOrderAsync();
        await Eventually.TrueAsync(
            () => Trace(traceId).Any(span => span.Name == "process INVENTORY_UPDATE" && span.Service == ResourceNames.Orders)
                && Trace(traceId).Any(span => span.ParentId == callerId),
            "the first and the last span of the trace");
        var trace = Trace(traceId);

        var request = Assert.Single(trace, span => span.ParentId == callerId);
        Assert.Equal((ResourceNames.Gateway, "POST /graphql"), (request.Service, request.Name));
        var operation = Assert.Single(trace, span => span.Attributes.GetValueOrDefault("graphql.operation.type") == "mutation");
        Assert.Equal(("HotChocolate.Diagnostics", request.Id), (operation.Source, operation.ParentId));

        var served = Assert.Single(
            trace, span => span.Attributes.GetValueOrDefault("url.path") == "/shop.orders.v1.OrdersService/PlaceOrder"
                && span.Service == ResourceNames.Orders);
        var call = Assert.Single(trace, span => span.Id == served.ParentId);
        Assert.Equal((ResourceNames.Gateway, "System.Net.Http", operation.Id), (call.Service, call.Source, call.ParentId));
        AssertSql(trace, served, "INSERT INTO orders");

        var placed = AssertStep(trace, served, ResourceNames.Orders, "publish shop.events/ORDER_PLACED");
        var reserved = AssertStep(trace, placed, ResourceNames.Products, "process ORDER_PLACED");
        AssertSql(trace, reserved, "UPDATE products");
        var updated = AssertStep(trace, reserved, ResourceNames.Products, "publish shop.events/INVENTORY_UPDATE");
        var settled = AssertStep(trace, updated, ResourceNames.Orders, "process INVENTORY_UPDATE");
        AssertSql(trace, settled, "UPDATE orders");
    }

    [Fact]
    public async Task Every_statement_belongs_to_a_request_or_to_a_delivery()
    {
        await PlaceOrderAsync();
        await Eventually.TrueAsync(() => Statements().Length > 0, "statements");

        var statements = Statements();

        Assert.DoesNotContain(statements, statement => statement.ParentId.Length == 0);
        await Eventually.TrueAsync(
            () => statements.Select(statement => statement.ParentId)
                .Except(shop.Telemetry.Spans.Select(span => span.Id))
                .Any() is false,
            "the span that each statement is part of");
        Assert.DoesNotContain(shop.Telemetry.Spans, span => span.Attributes.GetValueOrDefault("url.path") is "/health");
    }

    [Fact]
    public async Task Logs_and_metrics_name_their_service()
    {
        await PlaceOrderAsync();

        foreach (var service in Services)
        {
            await Eventually.TrueAsync(() => shop.Telemetry.Logs.Any(log => log.Service == service), $"logs of {service}");
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

    private static OtlpSpan AssertStep(OtlpSpan[] trace, OtlpSpan before, string service, string name)
    {
        var step = Assert.Single(trace, span => span.Name == name);
        Assert.Equal((service, before.Id), (step.Service, step.ParentId));
        return step;
    }

    private static void AssertSql(OtlpSpan[] trace, OtlpSpan parent, string statement) => Assert.Contains(
        trace,
        span => span.ParentId == parent.Id && span.Service == parent.Service && span.Source == "Npgsql"
            && span.Attributes.GetValueOrDefault("db.query.text", "").Contains(statement, StringComparison.Ordinal));

    private Task AssertMetricAsync(string service, string name) => Eventually.TrueAsync(
        () => shop.Telemetry.Metrics.Contains((service, name)), $"{name} of {service}");

    private OtlpSpan[] Trace(string id) => [.. shop.Telemetry.Spans.Where(span => span.TraceId == id)];

    private OtlpSpan[] Statements() => [.. shop.Telemetry.Spans.Where(span => span.Source == "Npgsql")];
}
