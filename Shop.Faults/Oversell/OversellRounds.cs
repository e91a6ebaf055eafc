using Shop.Faults.Cluster;

namespace Shop.Faults.Oversell;

/// <summary>Fifty buyers at once want one unit each of a product of which there are ten.</summary>
internal sealed class OversellRounds(ShopCluster cluster)
{
    public const int Buyers = 50;
    public const int Stock = 10;

    private static readonly ParallelOptions FewAtOnce = new() { MaxDegreeOfParallelism = 4 };

    /// <summary>Plays until something else comes out than ten sold and none left, and returns that round; null is good.</summary>
    public async Task<OversellRound?> PlayAsync(
        int rounds, Action<OversellRound> played, CancellationToken stop = default)
    {
        var buyers = new ShopClient[Buyers];
        await Parallel.ForAsync(0, Buyers, FewAtOnce, async (buyer, _) =>
            buyers[buyer] = await cluster.Client.NewCustomerAsync());

        for (var number = 1; number <= rounds; number++)
        {
            stop.ThrowIfCancellationRequested();
            var round = await PlayAsync(number, buyers);
            played(round);
            if (!round.IsRight)
            {
                return round;
            }
        }

        return null;
    }

    private async Task<OversellRound> PlayAsync(int number, ShopClient[] buyers)
    {
        var product = await cluster.Administrator.CreateProductAsync(price: 100, Stock);

        var answers = await Task.WhenAll(buyers.Select(buyer => buyer.PlaceOrderAsync(product, quantity: 1)));

        return new OversellRound(
            number,
            answers.Count(answer => answer.Status == "CONFIRMED"),
            answers.Count(answer => answer.Code == "OUT_OF_STOCK"),
            await cluster.Administrator.StockAsync(product));
    }
}
