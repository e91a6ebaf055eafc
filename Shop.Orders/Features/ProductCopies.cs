using Microsoft.EntityFrameworkCore;
using Shop.Orders.Data;
using Shop.ServiceDefaults;

namespace Shop.Orders.Features;

/// <summary>Reads copies of products; callers who come while others are read share a query.</summary>
internal sealed class ProductCopies
{
    private const int MaxGroup = 100;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    // Of each instance its own, for a compiled query keeps to the model that it meets first.
    private readonly Func<OrdersDbContext, Guid[], IAsyncEnumerable<ProductCopy>> _findAsync =
        EF.CompileAsyncQuery((OrdersDbContext db, Guid[] ids) =>
            db.ProductCopies.AsNoTracking().Where(product => ids.Contains(product.Id)));

    private readonly IServiceScopeFactory _scopes;
    private readonly RequestGroups<Guid[], Dictionary<Guid, ProductCopy>> _groups;

    public ProductCopies(IServiceScopeFactory scopes) =>
        (_scopes, _groups) = (scopes, new(ReadAsync, MaxGroup, Timeout));

    /// <summary>The copies that there are, by the ids of their products.</summary>
    public Task<Dictionary<Guid, ProductCopy>> FindAsync(Guid[] ids, CancellationToken cancellationToken) =>
        _groups.HandleAsync(ids, cancellationToken);

    private async Task<IReadOnlyList<Dictionary<Guid, ProductCopy>>> ReadAsync(
        IReadOnlyList<Guid[]> requests, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. requests.SelectMany(request => request).Distinct()];
        await using var scope = _scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<OrdersDbContext>();
        var copies = await _findAsync(db, ids)
            .ToDictionaryAsync(product => product.Id, cancellationToken: cancellationToken);

        return
        [
            .. requests.Select(request => request.Where(copies.ContainsKey).ToDictionary(id => id, id => copies[id])),
        ];
    }
}
