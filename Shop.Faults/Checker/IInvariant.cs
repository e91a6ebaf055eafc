namespace Shop.Faults.Checker;

/// <summary>Something that holds in a shop at rest, whatever has happened to it.</summary>
internal interface IInvariant
{
    /// <summary>What does not hold, each with ids and figures.</summary>
    IEnumerable<string> Violations(ShopState shop);
}
