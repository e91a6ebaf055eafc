using Shop.Contracts;
using Shop.ServiceDefaults.Database;
using Shop.ServiceDefaults.Errors;

namespace Shop.Orders.Data;

internal sealed class Order
{
    public const int MaxRejectionReasonLength = 64;
    public const int MaxIdempotencyKeyLength = 255;

    private readonly List<OrderLine> _lines = [];

    public Guid Id { get; private set; }

    public Guid UserId { get; private set; }

    public OrderStatus Status { get; private set; }

    public string? RejectionReason { get; private set; }

    public int Quantity { get; private set; }

    public int PriceTotal { get; private set; }

    public string? IdempotencyKey { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? SettledAt { get; private set; }

    public DateTimeOffset? CancelledAt { get; private set; }

    public IReadOnlyList<OrderLine> Lines => _lines;

    /// <summary>
    /// The history, the oldest event first: a status is reached once at most, so its time tells of it.
    /// </summary>
    public IEnumerable<OrderEvent> Events
    {
        get
        {
            yield return new(OrderEventType.Placed, CreatedAt);

            if (SettledAt is { } settledAt)
            {
                yield return new(
                    RejectionReason is null ? OrderEventType.Confirmed : OrderEventType.Rejected, settledAt);
            }

            if (CancelledAt is { } cancelledAt)
            {
                yield return new(OrderEventType.Cancelled, cancelledAt);
            }
        }
    }

    public static Order Place(
        Guid userId,
        OrderLines lines,
        IReadOnlyDictionary<Guid, ProductCopy> products,
        string? idempotencyKey,
        DateTimeOffset now)
    {
        var order = new Order
        {
            Id = Guid.CreateVersion7(now),
            UserId = userId,
            Status = OrderStatus.Pending,
            IdempotencyKey = idempotencyKey,
            CreatedAt = now.ToMicroseconds(),
        };

        var total = 0L;
        foreach (var (number, line) in lines.Index())
        {
            var price = PriceOf(line, products.GetValueOrDefault(line.ProductId), $"lines[{number}]");
            order._lines.Add(new OrderLine(number, line.ProductId, line.Quantity, price));
            order.Quantity += line.Quantity;
            total += (long)price * line.Quantity;
        }

        order.PriceTotal = total <= int.MaxValue
            ? (int)total
            : throw new BadInputException("lines", $"the total of {total} is above {int.MaxValue}.");

        return order;
    }

    /// <summary>
    /// Takes the decision of the products service. The first one stands: false when there was one already, or when the
    /// order was cancelled before.
    /// </summary>
    public bool Settle(string? rejectionReason, DateTimeOffset now)
    {
        if (!TryEnter(rejectionReason is null ? OrderStatus.Confirmed : OrderStatus.Rejected))
        {
            return false;
        }

        RejectionReason = rejectionReason;
        SettledAt = now.ToMicroseconds();

        return true;
    }

    /// <summary>Takes over what has become of the order since it was read.</summary>
    public void CatchUp(OrderProgress progress) =>
        (Status, RejectionReason, SettledAt, CancelledAt) = progress;

    public OrderProgress ToProgress() => new(Status, RejectionReason, SettledAt, CancelledAt);

    /// <summary>False when it was cancelled already; an order that was rejected has nothing to cancel.</summary>
    public bool Cancel(DateTimeOffset now)
    {
        if (Status is OrderStatus.Cancelled)
        {
            return false;
        }

        if (!TryEnter(OrderStatus.Cancelled))
        {
            throw new RefusalException(
                ErrorReasons.OrderNotCancellable,
                $"Order {Id} is {Status.ToString().ToUpperInvariant()} and cannot be cancelled.");
        }

        CancelledAt = now.ToMicroseconds();

        return true;
    }

    /// <summary>Every change of status that there is. REJECTED and CANCELLED are final.</summary>
    private bool TryEnter(OrderStatus next)
    {
        var allowed = (Status, next) is
            (OrderStatus.Pending, OrderStatus.Confirmed or OrderStatus.Rejected or OrderStatus.Cancelled)
            or (OrderStatus.Confirmed, OrderStatus.Cancelled);
        if (allowed)
        {
            Status = next;
        }

        return allowed;
    }

    private static int PriceOf(NewOrderLine line, ProductCopy? product, string field)
    {
        if (product is null or { Deleted: true })
        {
            throw new RefusalException(
                ErrorReasons.NotFound, $"there is no product '{line.ProductId}'.", $"{field}.product_id");
        }

        return product.Covers(line.Quantity)
            ? product.Price
            : throw new RefusalException(
                ErrorReasons.OutOfStock,
                $"{line.Quantity} of '{product.Name}' were asked for and {product.Stock} are left.",
                $"{field}.quantity");
    }
}
