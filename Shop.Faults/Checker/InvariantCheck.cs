using Shop.Faults.Checker.Invariants;

namespace Shop.Faults.Checker;

internal static class InvariantCheck
{
    private static readonly IInvariant[] Invariants =
    [
        new ToldOrdersExist(),
        new ToldProductsExist(),
        new ToldUsersExist(),
        new OrdersAreSettled(),
        new StockAddsUp(),
        new LedgerLeadsToStock(),
        new OrdersMoveStockOnce(),
        new StockIsNeverNegative(),
        new DecisionsAgree(),
        new IdempotencyKeysAreUnique(),
        new CopiesEqualSources(),
        new NothingIsLeftBehind(),
        new OnlyPoisonIsDead(),
    ];

    public static IReadOnlyList<Finding> Run(ShopState shop) =>
    [
        .. Invariants.SelectMany(invariant =>
            invariant.Violations(shop).Select(text => new Finding(invariant.GetType().Name, text))),
    ];
}

internal sealed record Finding(string Invariant, string Text)
{
    public override string ToString() => $"{Invariant}: {Text}";
}
