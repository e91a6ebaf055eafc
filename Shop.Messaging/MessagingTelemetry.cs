using System.Diagnostics;
using Shop.Contracts;

namespace Shop.Messaging;

/// <summary>Where the spans and figures of messaging come from.</summary>
public static class MessagingTelemetry
{
    /// <summary>The name of the ActivitySource and of the Meter.</summary>
    public const string Name = "Shop.Messaging";

    private static readonly ActivitySource Source = new(Name);

    /// <summary>OpenTelemetry semantic conventions for RabbitMQ: a producer span below the one that staged the event.</summary>
    internal static Activity? StartPublish(string eventName, Guid messageId, int bodySize, ActivityContext parent) =>
        Start($"publish {MessagingNames.EventsExchange}/{eventName}", ActivityKind.Producer, parent)
            ?.SetTag("messaging.operation.name", "publish")
            .SetTag("messaging.operation.type", "send")
            .SetTag("messaging.destination.name", $"{MessagingNames.EventsExchange}:{eventName}")
            .SetTag("messaging.rabbitmq.destination.routing_key", eventName)
            .SetTag("messaging.message.id", messageId.ToString())
            .SetTag("messaging.message.body.size", bodySize);

    /// <summary>A consumer span below the producer's: one trace from the request to the last consumer.</summary>
    internal static Activity? StartProcess(
        string eventName, Guid messageId, int bodySize, string queue, ActivityContext parent) =>
        Start($"process {eventName}", ActivityKind.Consumer, parent)
            ?.SetTag("messaging.operation.name", "process")
            .SetTag("messaging.operation.type", "process")
            .SetTag("messaging.destination.name", $"{MessagingNames.EventsExchange}:{eventName}:{queue}")
            .SetTag("messaging.rabbitmq.destination.routing_key", eventName)
            .SetTag("messaging.message.id", messageId.ToString())
            .SetTag("messaging.message.body.size", bodySize);

    internal static void Fail(this Activity? activity, Exception exception) =>
        activity?.SetStatus(ActivityStatusCode.Error, exception.Message)
            .SetTag("error.type", exception.GetType().FullName)
            .AddException(exception);

    private static Activity? Start(string name, ActivityKind kind, ActivityContext parent)
    {
        // Without this a span would hang below whatever happens to be current on the loop.
        Activity.Current = null;
        return Source.StartActivity(name, kind, parent)?.SetTag("messaging.system", "rabbitmq");
    }
}
