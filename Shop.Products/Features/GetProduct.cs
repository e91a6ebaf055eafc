using Microsoft.EntityFrameworkCore;
using Shop.Contracts;
using Shop.Products.Data;
using Shop.ServiceDefaults.Errors;

namespace Shop.Products.Features;

internal sealed class GetProductHandler(ProductsDbContext db)
{
    public async Task<Product> HandleAsync(Guid id, CancellationToken cancellationToken) =>
        await db.Catalogue.FirstOrDefaultAsync(product => product.Id == id, cancellationToken)
        ?? throw new RefusalException(ErrorReasons.NotFound, $"There is no product {id}.");
}
