using Shop.Contracts.Events;

namespace Shop.Orders.Data;

/// <summary>What is told of an order.</summary>
internal static class OrderEvents
{
    public static OrderPlaced ToPlaced(this Order order) =>
        new(order.Id, order.UserId, [.. order.Lines.Select(line => line.ToEvent())], order.CreatedAt);

    public static OrderCancelled ToCancelled(this Order order) =>
        new(order.Id, order.UserId, [.. order.Lines.Select(line => line.ToEvent())], order.CancelledAt!.Value);

    public static OrderChange ToChange(this Order order) =>
        new(order.Id, order.Status.ToString().ToUpperInvariant(), order.RejectionReason);
}
