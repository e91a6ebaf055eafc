namespace Shop.Faults.Checker;

/// <summary>Everything that the shop has written down, and what its clients were told.</summary>
internal sealed record ShopState
{
    public required Told Told { get; init; }

    public required IReadOnlyDictionary<Guid, StoredOrder> Orders { get; init; }

    public required IReadOnlyDictionary<Guid, StoredProduct> Products { get; init; }

    public required IReadOnlyList<Movement> Movements { get; init; }

    public required IReadOnlyDictionary<Guid, string?> Decisions { get; init; }

    public required IReadOnlyDictionary<Guid, StoredProduct> ProductCopies { get; init; }

    public required IReadOnlySet<(Guid Id, string Username)> Users { get; init; }

    /// <summary>The names of the constraints of the products database.</summary>
    public required IReadOnlySet<string> Constraints { get; init; }

    /// <summary>Rows of the outboxes by service.</summary>
    public required IReadOnlyDictionary<string, long> Outboxes { get; init; }

    /// <summary>Messages by queue, but for dead letters.</summary>
    public required IReadOnlyDictionary<string, uint> Queues { get; init; }

    public required IReadOnlyList<DeadLetter> DeadLetters { get; init; }
}

internal sealed record OrderedLine(Guid ProductId, int Quantity, int Price);

internal sealed record StoredOrder(
    Guid Id, Guid UserId, string Status, string? RejectionReason, int PriceTotal, string? IdempotencyKey,
    IReadOnlyList<OrderedLine> Lines)
{
    public bool Is(string status) => status.Equals(Status, StringComparison.OrdinalIgnoreCase);
}

internal sealed record StoredProduct(Guid Id, string Name, int Price, int Stock, bool Deleted, long Version);

internal sealed record DeadLetter(string Queue, string? MessageId, string? Event, string? Reason);

internal sealed record Movement(Guid Id, Guid ProductId, int Delta, string Reason, Guid? OrderId, int ResultingStock)
{
    public const string Order = "ORDER";
    public const string Cancelled = "CANCELLED";
    public const string Deleted = "DELETED";

    /// <summary>Whether an administrator caused it.</summary>
    public bool IsByHand => Reason is not (Order or Cancelled);
}
