using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Shop.Products.Data;

namespace Shop.Products.Features;

internal sealed record ExportProducts(IReadOnlyCollection<Guid> Ids);

internal sealed class ExportProductsHandler(ProductsDbContext db)
{
    /// <summary>Rows of a page: one query, and one message far below the 4 MB that a gRPC client takes.</summary>
    public const int PageSize = 500;

    /// <summary>Pages in ascending order of ids; each is a query of its own: nothing is held between them.</summary>
    public async IAsyncEnumerable<IReadOnlyList<Product>> HandleAsync(
        ExportProducts query,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var products = db.Products.AsNoTracking();
        if (query.Ids.Count > 0)
        {
            products = products.Where(product => query.Ids.Contains(product.Id));
        }

        var page = await ReadPageAsync(products, cancellationToken);
        while (page is [.., var last])
        {
            yield return page;
            page = await ReadPageAsync(products.Where(product => product.Id > last.Id), cancellationToken);
        }
    }

    private static Task<List<Product>> ReadPageAsync(
        IQueryable<Product> products, CancellationToken cancellationToken) =>
        products.OrderBy(product => product.Id).Take(PageSize).ToListAsync(cancellationToken);
}
