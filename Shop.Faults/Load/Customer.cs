using Shop.Faults.Checker;

namespace Shop.Faults.Load;

/// <summary>Orders, cancels some of it, looks around, and now and then a friend of theirs registers.</summary>
internal sealed class Customer(RecordedClient client, AnswerBook book, Catalogue catalogue, Random random)
{
    private const int MaxRemembered = 50;

    private readonly List<Guid> _orders = [];
    private int _attempts;

    public async Task ShopAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await (random.Next(100) switch
            {
                < 75 => OrderAsync(stop),
                < 83 => CancelAsync(),
                < 91 => ReadOrderAsync(),
                < 98 => ReadCatalogueAsync(),
                _ => RegisterAsync(),
            });
            await Pause.ForAsync(TimeSpan.FromMilliseconds(random.Next(50, 350)), stop);
        }
    }

    private async Task OrderAsync(CancellationToken stop)
    {
        var wares = catalogue.Pick(random, random.Next(1, 4));
        var attempt = new OrderAttempt(
            client, book, $"{client.Name}-{++_attempts}", [.. wares.Select(ware => (ware, random.Next(1, 4)))]);
        await attempt.PlaceAsync(random, stop);
        if (attempt.OrderId is { } id)
        {
            _orders.Add(id);
            if (_orders.Count > MaxRemembered)
            {
                _orders.RemoveAt(0);
            }
        }
    }

    private async Task CancelAsync()
    {
        if (!AnyOrder(out var id))
        {
            return;
        }

        var answer = await client.PostAsync(
            "cancelOrder",
            "mutation ($id: ID!) { cancelOrder(id: $id) { id status } }",
            new { id },
            "ORDER_NOT_CANCELLABLE");
        if (answer.Data is { } data)
        {
            var order = data.GetProperty("cancelOrder");
            book.Tell(new ToldOrder(order.GetProperty("id").GetGuid(), order.GetProperty("status").GetString()!));
        }
    }

    private async Task ReadOrderAsync()
    {
        if (!AnyOrder(out var id))
        {
            return;
        }

        var answer = await client.PostAsync(
            "order",
            """
            query ($id: ID!) { order(id: $id) { id status price_total order_products { product_id quantity price } } }
            """,
            new { id });
        if (answer.Data is { } data)
        {
            book.Tell(ReadOrder.Of(data.GetProperty("order")));
        }
    }

    private async Task ReadCatalogueAsync() =>
        await client.PostAsync("products", "{ products(first: 20) { id name price stock } }", variables: null);

    private async Task RegisterAsync()
    {
        var username = $"friend-{random.NextInt64():x}";
        var answer = await client.PostAsync(
            "registerUser",
            "mutation ($input: NewUser!) { registerUser(input: $input) { id username } }",
            new { input = new { email = $"{username}@shop.example", username, type = 0, password = "long enough" } },
            "RATE_LIMITED");
        if (answer.Data is { } data)
        {
            book.TellUser(data.GetProperty("registerUser").GetProperty("id").GetGuid(), username);
        }
    }

    private bool AnyOrder(out Guid id)
    {
        id = _orders.Count == 0 ? Guid.Empty : _orders[random.Next(_orders.Count)];

        return _orders.Count > 0;
    }
}
