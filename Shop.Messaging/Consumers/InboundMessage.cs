using System.Diagnostics;

namespace Shop.Messaging.Consumers;

/// <summary>A delivery that has been read: its id, who consumes it, its content and the span that sent it.</summary>
internal sealed record InboundMessage(
    Delivery Delivery, Subscription Subscription, Guid Id, object Content, ActivityContext Parent)
{
    public string EventName => Subscription.EventName;
}
