using Microsoft.EntityFrameworkCore;
using Shop.Products.Data;

namespace Shop.Products.Features;

internal sealed record GetProducts(int First, Guid? After);

internal sealed class GetProductsHandler(ProductsDbContext db)
{
    /// <summary>A page in ascending order of ids, which is the order of creation.</summary>
    public async Task<IReadOnlyList<Product>> HandleAsync(
        GetProducts query, CancellationToken cancellationToken)
    {
        var products = query.After is { } after
            ? db.Catalogue.Where(product => product.Id > after)
            : db.Catalogue;

        return await products
            .OrderBy(product => product.Id)
            .Take(query.First)
            .ToListAsync(cancellationToken);
    }
}
