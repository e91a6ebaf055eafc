namespace Shop.Faults.Oversell;

internal sealed record OversellRound(int Number, int Confirmed, int OutOfStock, int StockLeft)
{
    public bool IsRight =>
        Confirmed == OversellRounds.Stock
        && OutOfStock == OversellRounds.Buyers - OversellRounds.Stock
        && StockLeft == 0;

    public override string ToString() =>
        $"round {Number}: {Confirmed} confirmed, {OutOfStock} told OUT_OF_STOCK, {StockLeft} left"
        + (IsRight ? "" : " - WRONG");
}
