namespace Shop.Faults.Checker.Invariants;

/// <summary>Products are as administrators were told: created once, and every change of stock counted once.</summary>
internal sealed class ToldProductsExist : IInvariant
{
    public IEnumerable<string> Violations(ShopState shop)
    {
        var byName = shop.Products.Values.ToLookup(product => product.Name);
        var given = shop.Movements
            .Where(movement => movement.IsByHand && movement.Reason != Movement.Deleted)
            .ToLookup(movement => movement.ProductId, movement => (long)movement.Delta);
        foreach (var told in shop.Told.Products)
        {
            var found = byName[told.Name].ToArray();
            if (found.Length > 1)
            {
                yield return $"product {told.Name} exists {found.Length} times";
            }
            else if (found is [var product])
            {
                foreach (var difference in Differences(told, product, given[product.Id].Sum()))
                {
                    yield return $"product {product.Id} {difference}";
                }
            }
            else if (told.Id is not null)
            {
                yield return $"product {told.Id} was created and does not exist";
            }
        }
    }

    private static IEnumerable<string> Differences(ToldProduct told, StoredProduct product, long given)
    {
        if (told.Id is { } id && id != product.Id)
        {
            yield return $"was told as {id}";
        }

        if (told.Price != product.Price)
        {
            yield return $"was told to cost {told.Price} and costs {product.Price}";
        }

        if (told.Deleted is { } deleted && deleted != product.Deleted)
        {
            yield return deleted ? "was deleted and is there" : "is deleted and nobody did it";
        }

        if (given < told.LeastGiven || given > told.MostGiven)
        {
            yield return $"was given {given} units, but between {told.LeastGiven} and {told.MostGiven} were told";
        }
    }
}
