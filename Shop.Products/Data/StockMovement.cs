namespace Shop.Products.Data;

internal enum MovementReason
{
    Created,
    Added,
    Subtracted,
    Deleted,
    Order,
    Cancelled,
}

internal static class MovementReasonExtensions
{
    /// <summary>As it stands in the ledger.</summary>
    public static string ToText(this MovementReason reason) => reason.ToString().ToUpperInvariant();
}

/// <summary>An entry of the ledger, which only grows: the deltas of a product add up to its stock.</summary>
internal sealed class StockMovement
{
    private StockMovement()
    {
    }

    public Guid Id { get; private set; }

    public Guid ProductId { get; private set; }

    public int Delta { get; private set; }

    public MovementReason Reason { get; private set; }

    public Guid? OrderId { get; private set; }

    /// <summary>The administrator who changed the stock, or the customer who ordered.</summary>
    public Guid UserId { get; private set; }

    public int ResultingStock { get; private set; }

    public DateTimeOffset At { get; private set; }

    public static StockMovement Record(
        Product product,
        int stockBefore,
        MovementReason reason,
        Guid userId,
        DateTimeOffset now,
        Guid? orderId = null) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            ProductId = product.Id,
            Delta = product.Stock - stockBefore,
            Reason = reason,
            OrderId = orderId,
            UserId = userId,
            ResultingStock = product.Stock,
            At = now,
        };
}
