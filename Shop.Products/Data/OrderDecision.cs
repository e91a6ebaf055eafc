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

    /// <summary>
    /// When the order was cancelled; an order that is cancelled has no units, whatever was decided before.
    /// </summary>
    public DateTimeOffset? CancelledAt { get; private set; }

    public static OrderDecision Record(Guid orderId, string? rejectionReason, DateTimeOffset now) =>
        new() { OrderId = orderId, RejectionReason = rejectionReason, DecidedAt = now };

    /// <summary>What a cancellation that overtook its order leaves behind, so that the order takes nothing.</summary>
    public static OrderDecision RecordCancelled(Guid orderId, DateTimeOffset now) =>
        new() { OrderId = orderId, DecidedAt = now, CancelledAt = now };

    /// <summary>Cancels the order. True when it has units to give back, which is told once.</summary>
    public bool Cancel(DateTimeOffset now)
    {
        if (RejectionReason is not null || CancelledAt is not null)
        {
            return false;
        }

        CancelledAt = now;

        return true;
    }

    public OrderOutcome ToOutcome() => new(OrderId, RejectionReason);
}
