using Shop.Contracts.Events;

namespace Shop.Products.Data;

/// <summary>What was decided about an order: kept for ever, so that a late redelivery gets the same answer.</summary>
internal sealed class OrderDecision
{
    private OrderDecision()
    {
    }

    public Guid OrderId { get; private set; }

    public string? RejectionReason { get; private set; }

    public DateTimeOffset DecidedAt { get; private set; }

    public static OrderDecision Record(Guid orderId, string? rejectionReason, DateTimeOffset now) =>
        new() { OrderId = orderId, RejectionReason = rejectionReason, DecidedAt = now };

    public OrderOutcome ToOutcome() => new(OrderId, RejectionReason);
}
