using Shop.Faults.Checker;
using Shop.Faults.Cluster;
using Shop.Faults.Load;
using Shop.Faults.Run;

namespace Shop.Faults.Oversell;

/// <summary>Fifty buyers at once want one unit each of a product of which there are ten.</summary>
internal sealed class OversellRounds(ShopCluster cluster)
{
    public const int Buyers = 50;
    public const int Stock = 10;

    private const int MaxTries = 12;

    private static readonly ParallelOptions FewAtOnce = new() { MaxDegreeOfParallelism = 4 };

    private readonly ShopStateQueries _state = new(cluster.Databases, cluster.RabbitMQ, cluster.VirtualHost);

    /// <summary>
    /// Plays until something else comes out than ten sold and none left, and returns that round; null is good.
    /// </summary>
    public async Task<OversellRound?> PlayAsync(
        int rounds, Action<OversellRound> played, CancellationToken stop = default)
    {
        var buyers = new (Guid Id, ShopClient Client)[Buyers];
        await Parallel.ForAsync(0, Buyers, FewAtOnce, async (buyer, _) =>
        {
            var client = await cluster.Client.NewCustomerAsync();
            buyers[buyer] = (await client.IdAsync(), client);
        });

        for (var number = 1; number <= rounds; number++)
        {
            stop.ThrowIfCancellationRequested();
            var round = await PlayAsync(number, buyers, stop);
            played(round);
            if (!round.IsRight)
            {
                return round;
            }
        }

        return null;
    }

    private async Task<OversellRound> PlayAsync(
        int number, (Guid Id, ShopClient Client)[] buyers, CancellationToken stop)
    {
        var product = await cluster.Administrator.CreateProductAsync(price: 100, Stock);

        var answers = await Task.WhenAll(buyers.Select(async buyer =>
            (buyer.Id, Told: await BuyAsync(buyer.Client, product, stop))));

        // What a buyer was not told is in the shop's books, as soon as nothing is on its way any more.
        if (answers.Any(answer => Purchase.IsUndecidedWhen(answer.Told)))
        {
            await new Drain(cluster).UntilEmptyAsync(stop);
        }

        var orders = (await _state.OrdersAsync()).Values
            .Where(order => order.Lines.Any(line => line.ProductId == Guid.Parse(product)))
            .ToLookup(order => order.UserId);

        return new OversellRound(
            number,
            [.. answers.Select(answer => new Purchase(answer.Id, answer.Told, Became(orders[answer.Id])))],
            orders.SelectMany(order => order).Where(order => order.Is(OrderStatuses.Confirmed))
                .Sum(order => order.Lines.Sum(line => line.Quantity)),
            await cluster.Administrator.StockAsync(product));
    }

    // Where the shop is too busy to take the order there is none yet: a buyer who gave up would leave a unit behind.
    private static async Task<string?> BuyAsync(ShopClient buyer, string product, CancellationToken stop)
    {
        var key = Guid.NewGuid().ToString();
        for (var tries = 1; ; tries++)
        {
            var told = Purchase.ToldBy(await buyer.PlaceOrderAsync(product, quantity: 1, key));
            if (told is not Purchase.Unavailable || tries == MaxTries || stop.IsCancellationRequested)
            {
                return told;
            }

            await Pause.BeforeNextTryAsync(tries, Random.Shared, stop);
        }
    }

    // Nobody asked for more than one.
    private static string? Became(IEnumerable<StoredOrder> orders) =>
        string.Join(" and ", orders.Select(order => order.Status.ToUpperInvariant())) is { Length: > 0 } status
            ? status
            : null;
}
