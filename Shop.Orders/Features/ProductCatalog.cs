using Grpc.Core;
using Npgsql;
using Shop.Contracts;
using Shop.Contracts.Products.V1;
using Shop.Copies;
using Shop.Orders.Data;
using Shop.ServiceDefaults.Database;
using Shop.ServiceDefaults.Errors;

namespace Shop.Orders.Features;

/// <summary>
/// The products of an order from the service's own copies. The copies may be behind: before a product is called unknown
/// or sold out, the products service is asked once. Without an answer a low copy stands, and an unknown product is
/// UNAVAILABLE.
/// </summary>
internal sealed class ProductCatalog(
    OrdersDbContext db,
    ProductCopies productCopies,
    ProductsService.ProductsServiceClient products,
    TimeProvider time)
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(1);

    public async Task<IReadOnlyDictionary<Guid, ProductCopy>> FindAsync(
        OrderLines lines, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. lines.Select(line => line.ProductId)];
        var copies = await productCopies.FindAsync(ids, cancellationToken);

        // A deleted product stays deleted, so its copy is beyond doubt.
        Guid[] doubtful =
        [
            .. lines
                .Where(line => !copies.TryGetValue(line.ProductId, out var copy)
                    || (!copy.Deleted && !copy.Covers(line.Quantity)))
                .Select(line => line.ProductId)
        ];
        if (doubtful.Length > 0)
        {
            await AskAsync(doubtful, copies, cancellationToken);
        }

        return copies;
    }

    private async Task AskAsync(
        Guid[] ids,
        Dictionary<Guid, ProductCopy> copies,
        CancellationToken cancellationToken)
    {
        try
        {
            var response = await products.BatchGetProductsAsync(
                new BatchGetProductsRequest { Ids = { ids.Select(id => id.ToString()) } },
                deadline: time.GetUtcNow().UtcDateTime + AnswerTimeout,
                cancellationToken: cancellationToken);
            ProductCopy[] answers = [.. response.Products.Select(ProductCopy.From)];
            await RefreshAsync(answers, cancellationToken);

            foreach (var id in ids)
            {
                copies.Remove(id);
            }

            foreach (var answer in answers)
            {
                copies[answer.Id] = answer;
            }
        }
        catch (RpcException exception) when (
            exception.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded
            && !cancellationToken.IsCancellationRequested)
        {
            // A copy that is too low stands; of a product without a copy nothing can be said.
            Guid[] unknown = [.. ids.Where(id => !copies.ContainsKey(id))];
            if (unknown is [var first, ..])
            {
                throw new RefusalException(
                    ErrorReasons.Unavailable, $"The product '{first}' cannot be looked up at the moment.");
            }
        }
    }

    private async Task RefreshAsync(IReadOnlyCollection<ProductCopy> answers, CancellationToken cancellationToken)
    {
        try
        {
            await db.KeepNewerAsync(answers, cancellationToken);
        }
        catch (PostgresException exception) when (exception.IsLockConflict())
        {
            // A statement of its own: nothing else is undone, the answers are at hand, and events keep the copies too.
        }
    }
}
