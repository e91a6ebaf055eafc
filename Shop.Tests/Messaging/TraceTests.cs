using System.Collections.Concurrent;
using System.Diagnostics;
using Shop.Messaging;

namespace Shop.Tests.Messaging;

public sealed class TraceTests : MessagingTest
{
    [Fact]
    public async Task One_trace_runs_from_the_publisher_through_the_broker_to_the_consumer()
    {
        using var request = new ActivitySource($"request-{Guid.NewGuid()}");
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == MessagingTelemetry.Name || source.Name == request.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var publisher = await MessagingHost.PublisherAsync(Database, Broker);
        await using var consumer = await MessagingHost.ConsumerAsync(Database, Broker);

        using var root = request.StartActivity("placeOrder")!;
        root.TraceStateString = "shop=1";
        await publisher.PublishAsync(AnOrder());

        await Eventually.TrueAsync(
            () => spans.Count(span => span.TraceId == root.TraceId) == 2, "the spans of producer and consumer");
        var produced = spans.Single(span => span.TraceId == root.TraceId && span.Kind == ActivityKind.Producer);
        var consumed = spans.Single(span => span.TraceId == root.TraceId && span.Kind == ActivityKind.Consumer);
        Assert.Equal("publish shop.events/ORDER_PLACED", produced.DisplayName);
        Assert.Equal(root.SpanId, produced.ParentSpanId);
        Assert.Equal("process ORDER_PLACED", consumed.DisplayName);
        Assert.Equal(produced.SpanId, consumed.ParentSpanId);
        Assert.Equal("shop=1", consumed.TraceStateString);
        Assert.Equal("rabbitmq", consumed.GetTagItem("messaging.system"));
    }
}
