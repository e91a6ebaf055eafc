using Shop.Faults.Checker;
using Shop.Faults.Cluster;
using Shop.Faults.Run;

namespace Shop.Faults.Load;

/// <summary>Customers, an administrator, a prober, followers and a watch over the stock, all at once.</summary>
internal sealed class ShopLoad
{
    private const int HotWares = 6;

    private readonly AnswerBook _book;
    private readonly Administrator _administrator;
    private readonly Customer[] _customers;
    private readonly Follower[] _followers;
    private readonly StockWatch _watch;

    private ShopLoad(
        AnswerBook book, Administrator administrator, Customer[] customers, Follower[] followers, Prober prober,
        StockWatch watch) =>
        (_book, _administrator, _customers, _followers, Prober, _watch) =
        (book, administrator, customers, followers, prober, watch);

    public Prober Prober { get; }

    public Told Told => new()
    {
        Orders = _book.Orders,
        Products = [.. _administrator.Products],
        Users = _book.Users,
        NegativeStocks = _watch.Seen,
    };

    /// <summary>Registers the customers and creates the products, with the shop in order.</summary>
    public static async Task<ShopLoad> PrepareAsync(
        ShopCluster shop, AnswerBook book, RunOptions options, Random random)
    {
        var catalogue = new Catalogue();
        var administrator = new Administrator(
            new RecordedClient("administrator", shop.Administrator, book, options.Tries),
            book,
            catalogue,
            new Random(random.Next()));
        for (var ware = 0; ware < HotWares; ware++)
        {
            catalogue.Add(await CreateAsync(administrator, random.Next(100, 1000), random.Next(10, 50)));
        }

        var prober = new Prober(
            new RecordedClient("prober", await shop.Client.NewCustomerAsync(), book),
            book,
            await CreateAsync(administrator, price: 1, Prober.Stock));
        var all = new List<Customer>();
        for (var number = 1; number <= options.Customers; number++)
        {
            var client = new RecordedClient(
                $"customer-{number}", await shop.Client.NewCustomerAsync(), book, options.Tries);
            all.Add(new Customer(client, book, catalogue, new Random(random.Next())));
        }

        var followers = new List<Follower>();
        for (var number = 1; number <= options.Followers; number++)
        {
            followers.Add(await Follower.RegisterAsync(
                new RecordedClient($"follower-{number}", shop.Client, book, options.Tries),
                book,
                await CreateAsync(administrator, price: 1, Prober.Stock)));
        }

        var watch = new StockWatch(shop.Databases[Contracts.ResourceNames.Products]);

        return new ShopLoad(book, administrator, [.. all], [.. followers], prober, watch);
    }

    /// <summary>Runs until it is told to stop, and then until every answer is there.</summary>
    public Task RunAsync(CancellationToken stop) => Task.WhenAll(
    [
        _administrator.WorkAsync(stop),
        _watch.WatchAsync(stop),
        .. _customers.Select(customer => customer.ShopAsync(stop)),
        .. _followers.Select(follower => follower.FollowAsync(stop)),
    ]);

    /// <summary>Runs as long as something is done to the shop, and returns what came of that.</summary>
    public async Task<T> DuringAsync<T>(Func<Task<T>> doAsync, CancellationToken stop)
    {
        using var quiet = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var running = RunAsync(quiet.Token);
        try
        {
            return await doAsync();
        }
        finally
        {
            await quiet.CancelAsync();
            await running;
        }
    }

    private static async Task<Ware> CreateAsync(Administrator administrator, int price, int stock) =>
        await administrator.CreateAsync(price, stock)
        ?? throw new InvalidOperationException("The shop, in order as yet, did not create a product.");
}
