namespace Shop.Gateway.Products.Cache;

/// <summary>
/// One call for all the products that a caller lacks. Each of them is wanted under its own key, and whoever comes first
/// for any of them makes the call; those that others are asking for already may never need it.
/// </summary>
internal sealed class CatalogueBatch(Func<CancellationToken, Task<IReadOnlyList<CatalogueAnswer>>> ask)
{
    private static readonly CatalogueAnswer Nothing = new([], [], IsOpenEnded: false, AskedAt: long.MaxValue);

    private readonly Lock _asking = new();
    private Task<Dictionary<Guid, CatalogueAnswer>>? _answers;

    /// <summary>The answer for one of the products.</summary>
    public async Task<CatalogueAnswer> GetAsync(Guid id, CancellationToken cancellationToken)
    {
        Task<Dictionary<Guid, CatalogueAnswer>> answers;
        lock (_asking)
        {
            answers = _answers ??= AskAsync(cancellationToken);
        }

        return (await answers).GetValueOrDefault(id, Nothing);
    }

    private async Task<Dictionary<Guid, CatalogueAnswer>> AskAsync(CancellationToken cancellationToken) =>
        (await ask(cancellationToken)).ToDictionary(static answer => answer.Versions[0].Id);
}
