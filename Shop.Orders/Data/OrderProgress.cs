namespace Shop.Orders.Data;

/// <summary>What may change of an order.</summary>
internal sealed record OrderProgress(
    OrderStatus Status, string? RejectionReason, DateTimeOffset? SettledAt, DateTimeOffset? CancelledAt);
