using Microsoft.EntityFrameworkCore;
using Shop.Products.Data;

namespace Shop.Products.Features;

internal sealed class BatchGetProductsHandler(ProductsDbContext db)
{
    public async Task<IReadOnlyList<Product>> HandleAsync(
        IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        await db.Catalogue.Where(product => ids.Contains(product.Id)).ToListAsync(cancellationToken);
}
