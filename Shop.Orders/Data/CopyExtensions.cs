using Microsoft.EntityFrameworkCore;

namespace Shop.Orders.Data;

internal static class CopyExtensions
{
    /// <summary>
    /// Keeps the higher version of each product, whatever the order in which they come. Rows are locked in the order of
    /// their ids, so that two writers of the same products do not deadlock.
    /// </summary>
    public static async Task KeepNewerAsync(
        this OrdersDbContext db,
        IReadOnlyCollection<ProductCopy> products,
        CancellationToken cancellationToken)
    {
        if (products.Count == 0)
        {
            return;
        }

        Guid[] ids = [.. products.Select(product => product.Id)];
        string[] names = [.. products.Select(product => product.Name)];
        int[] prices = [.. products.Select(product => product.Price)];
        int[] stocks = [.. products.Select(product => product.Stock)];
        bool[] deleted = [.. products.Select(product => product.Deleted)];
        long[] versions = [.. products.Select(product => product.Version)];
        await db.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO product_copies AS copy (id, name, price, stock, deleted, version)
             SELECT DISTINCT ON (id) *
             FROM unnest({ids}, {names}, {prices}, {stocks}, {deleted}, {versions})
                  AS newer (id, name, price, stock, deleted, version)
             ORDER BY id, version DESC
             ON CONFLICT (id) DO UPDATE
             SET name = excluded.name, price = excluded.price, stock = excluded.stock,
                 deleted = excluded.deleted, version = excluded.version
             WHERE excluded.version > copy.version
             """,
            cancellationToken);
    }

    public static async Task KeepAsync(this OrdersDbContext db, UserCopy user, CancellationToken cancellationToken) =>
        await db.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO user_copies (id, username) VALUES ({user.Id}, {user.Username})
             ON CONFLICT (id) DO NOTHING
             """,
            cancellationToken);
}
