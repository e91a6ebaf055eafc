namespace Shop.Faults.Checker;

/// <summary>What clients were told; the checker holds the shop to it.</summary>
internal sealed record Told
{
    public IReadOnlyCollection<ToldOrder> Orders { get; init; } = [];

    public IReadOnlyCollection<ToldProduct> Products { get; init; } = [];

    public IReadOnlyCollection<(Guid Id, string Username)> Users { get; init; } = [];

    /// <summary>Stocks below zero that were seen while the shop ran.</summary>
    public IReadOnlyCollection<string> NegativeStocks { get; init; } = [];

    /// <summary>The ids of malformed messages that were sent on purpose.</summary>
    public IReadOnlyCollection<string> Poison { get; init; } = [];
}

/// <summary>An order that a client was told of; what it was not told is null.</summary>
internal sealed record ToldOrder(
    Guid Id, string Status, int? PriceTotal = null, IReadOnlyList<OrderedLine>? Lines = null, string? Key = null);

/// <summary>
/// A product that an administrator keeps. What came of some changes is unknown, and so is the exact sum.
/// </summary>
/// <param name="Id">Null when the answer to its creation is unknown.</param>
/// <param name="Name">No other product has it.</param>
/// <param name="Price">Of one unit.</param>
/// <param name="LeastGiven">Units created and added less those subtracted, if every unknown addition failed.</param>
/// <param name="MostGiven">The same if every unknown subtraction failed.</param>
/// <param name="Deleted">Null when the answer is unknown.</param>
internal sealed record ToldProduct(
    Guid? Id, string Name, int Price, long LeastGiven, long MostGiven, bool? Deleted = false);
