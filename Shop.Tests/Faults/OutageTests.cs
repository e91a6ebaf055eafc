using Shop.Contracts;
using Shop.Faults.Cluster;

namespace Shop.Tests.Faults;

[Collection(ClusterCollection.Name)]
public sealed class OutageTests(ClusterFixture fixture)
{
    // The promise is 5 s; the rest is for a machine that is busy.
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SettleTimeout = TimeSpan.FromSeconds(90);

    private readonly ShopCluster _cluster = fixture.Cluster;

    [Fact]
    public Task Orders_placed_while_products_is_away_settle_when_it_returns() =>
        AcceptsOrdersWithoutAsync(
            () => Task.WhenAll(_cluster.Of(ResourceNames.Products).Select(replica => replica.KillAsync())),
            () => Task.WhenAll(_cluster.Of(ResourceNames.Products).Select(_cluster.RestartAsync)));

    [Fact]
    public Task Orders_placed_while_the_broker_is_away_settle_when_it_returns() =>
        AcceptsOrdersWithoutAsync(_cluster.RabbitMQ.KillAsync, _cluster.RabbitMQ.RestartAsync);

    [Fact]
    public Task Without_orders_callers_are_told_so_at_once() =>
        IsUnavailableWithoutAsync(
            () => Task.WhenAll(_cluster.Of(ResourceNames.Orders).Select(replica => replica.KillAsync())),
            () => Task.WhenAll(_cluster.Of(ResourceNames.Orders).Select(_cluster.RestartAsync)));

    [Fact]
    public Task Without_the_database_callers_are_told_so_at_once() =>
        IsUnavailableWithoutAsync(_cluster.Postgres.KillAsync, _cluster.Postgres.RestartAsync);

    private async Task AcceptsOrdersWithoutAsync(Func<Task> take, Func<Task> giveBack)
    {
        var customer = await _cluster.Client.NewCustomerAsync();
        var product = await _cluster.Administrator.CreateProductAsync(price: 100, stock: 16);
        await ConfirmsAsync(customer, product);

        await take();
        var answers = new List<Answer>();
        foreach (var group in Enumerable.Range(0, 20).Chunk(5))
        {
            answers.AddRange(await Task.WhenAll(group.Select(_ => customer.PlaceOrderAsync(product, quantity: 1))));
        }

        await giveBack();

        Assert.All(answers, answer => Assert.Null(answer.Error));
        Assert.All(answers, answer => Assert.Equal("PENDING", answer.Status));
        Assert.All(answers, answer => Assert.InRange(answer.Took, TimeSpan.Zero, AnswerLimit));
        var statuses = new List<string>();
        foreach (var answer in answers)
        {
            statuses.Add(await SettledAsync(customer, answer.OrderId!));
        }

        Assert.Equal(15, statuses.Count(status => status == "CONFIRMED"));
        Assert.Equal(5, statuses.Count(status => status == "REJECTED"));
        Assert.Equal(0, await customer.StockAsync(product));
    }

    private async Task IsUnavailableWithoutAsync(Func<Task> take, Func<Task> giveBack)
    {
        var customer = await _cluster.Client.NewCustomerAsync();
        var product = await _cluster.Administrator.CreateProductAsync(price: 100, stock: 10);
        await ConfirmsAsync(customer, product);

        await take();
        var answers = await Task.WhenAll(
            customer.PlaceOrderAsync(product, quantity: 1), customer.PostAsync("{ orders { id } }"));
        await giveBack();

        Assert.All(answers, answer => Assert.Equal("SERVICE_UNAVAILABLE", answer.Code));
        Assert.All(answers, answer => Assert.InRange(answer.Took, TimeSpan.Zero, AnswerLimit));
        await Eventually.SucceedsAsync(() => ConfirmsAsync(customer, product), "a confirmed order", SettleTimeout);
    }

    private static async Task ConfirmsAsync(ShopClient customer, string product)
    {
        var answer = await customer.PlaceOrderAsync(product, quantity: 1);
        Assert.NotNull(answer.OrderId);
        Assert.Equal("CONFIRMED", await SettledAsync(customer, answer.OrderId));
    }

    private static async Task<string> SettledAsync(ShopClient customer, string order)
    {
        var status = "";
        await Eventually.TrueAsync(
            async () => (status = await customer.StatusAsync(order)) != "PENDING", $"order {order}", SettleTimeout);

        return status;
    }
}
