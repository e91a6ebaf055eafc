namespace Shop.Faults.Oversell;

/// <param name="Number">Counts rounds from one.</param>
/// <param name="Purchases">One of each buyer.</param>
/// <param name="UnitsSold">By all orders of the product that are confirmed.</param>
/// <param name="StockLeft">What the shop has left of the product.</param>
internal sealed record OversellRound(int Number, IReadOnlyList<Purchase> Purchases, int UnitsSold, int StockLeft)
{
    public bool IsRight =>
        Purchases.All(purchase => purchase.IsHonest)
        && Purchases.Count(purchase => purchase.IsConfirmed) == OversellRounds.Stock
        && UnitsSold == OversellRounds.Stock
        && StockLeft == 0;

    public override string ToString()
    {
        var confirmed = Purchases.Count(purchase => purchase.IsConfirmed);
        var undecided = Purchases.Where(purchase => purchase.IsUndecided).ToArray();
        var refused = Purchases.Count(purchase => purchase.Told == Purchase.OutOfStock);

        return $"round {Number}: {confirmed} confirmed, {refused} told {Purchase.OutOfStock}, "
            + (undecided.Length > 0
                ? $"{undecided.Length} left undecided of whom "
                    + $"{undecided.Count(purchase => purchase.IsConfirmed)} got one and "
                    + $"{undecided.Count(purchase => purchase.Became is null)} have no order, "
                : "")
            + $"{StockLeft} left"
            + (IsRight ? "" : $" - WRONG, {UnitsSold} sold: {string.Join(", ", Purchases.Where(p => !p.IsHonest))}");
    }
}
