namespace Shop.Faults.Checker.Invariants;

/// <summary>The movements of a product form one chain of levels from nothing to its stock.</summary>
internal sealed class LedgerLeadsToStock : IInvariant
{
    public IEnumerable<string> Violations(ShopState shop)
    {
        var ledger = shop.Movements.ToLookup(movement => movement.ProductId);
        foreach (var product in shop.Products.Values)
        {
            var sum = ledger[product.Id].Sum(movement => (long)movement.Delta);
            if (sum != product.Stock)
            {
                yield return $"product {product.Id}: the ledger sums to {sum}, the stock is {product.Stock}";
            }

            foreach (var level in BrokenLevels(product, ledger[product.Id]))
            {
                yield return $"product {product.Id}: the ledger breaks at a stock of {level}";
            }
        }
    }

    // Times do not order the movements (each is taken before its locks): in a chain every level is left as often as it
    // is reached, but for the first and the last.
    private static IEnumerable<long> BrokenLevels(StoredProduct product, IEnumerable<Movement> movements)
    {
        var visits = new Dictionary<long, int>();
        Count(0, 1);
        Count(product.Stock, -1);
        foreach (var movement in movements)
        {
            Count((long)movement.ResultingStock - movement.Delta, -1);
            Count(movement.ResultingStock, 1);
        }

        return visits.Where(visit => visit.Value != 0).Select(visit => visit.Key);

        void Count(long level, int change) => visits[level] = visits.GetValueOrDefault(level) + change;
    }
}
