namespace Shop.Gateway.Products.Cache;

/// <summary>What the products service answered. Kept as it is: what has changed since is laid over it.</summary>
/// <param name="Products">The products, in the order of the answer.</param>
/// <param name="Versions">Their ids and versions, in the same order.</param>
/// <param name="IsOpenEnded">Whether it is a page with room left, into which the next new product belongs.</param>
/// <param name="AskedAt">The timestamp at which the service was asked; whatever was so then is in the answer.</param>
internal sealed record CatalogueAnswer(
    Product[] Products, (Guid Id, long Version)[] Versions, bool IsOpenEnded, long AskedAt)
{
    // Objects, references and the entry of the cache, measured and rounded up; a character has two bytes.
    private const int BytesOfAnswer = 1000;
    private const int BytesOfProduct = 250;

    /// <summary>Bytes that it takes in memory, some more rather than less.</summary>
    public long Size => BytesOfAnswer + Products.Sum(static product =>
        (long)BytesOfProduct + 2 * (product.Name.Length + product.Description.Length));
}
