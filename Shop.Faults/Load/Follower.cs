using Shop.Faults.Checker;
using Shop.Faults.Cluster;

namespace Shop.Faults.Load;

/// <summary>
/// Logs in, orders, follows the order, cancels it once it is confirmed, and must be told of that; then again.
/// </summary>
internal sealed class Follower
{
    /// <summary>An order settles, and its cancellation is told, within this time.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan BetweenOrders = TimeSpan.FromMilliseconds(200);

    private readonly RecordedClient _client;
    private readonly AnswerBook _book;
    private readonly Ware _ware;
    private readonly string _email;
    private int _orders;

    private Follower(RecordedClient client, AnswerBook book, Ware ware, string email) =>
        (_client, _book, _ware, _email) = (client, book, ware, email);

    public static async Task<Follower> RegisterAsync(RecordedClient client, AnswerBook book, Ware ware) =>
        new(client, book, ware, await client.Client.RegisterAsync());

    public async Task FollowAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (await LoginAsync() is { } client)
            {
                var attempt = new OrderAttempt(client, _book, $"{client.Name}-{++_orders}", (_ware, 1));
                await attempt.TryAsync();
                if (attempt.OrderId is { } order)
                {
                    await FollowAsync(client, order);
                }
            }

            await Pause.ForAsync(BetweenOrders, stop);
        }
    }

    private async Task<RecordedClient?> LoginAsync()
    {
        var answer = await _client.PostAsync(
            "login",
            "mutation ($input: Login!) { login(input: $input) { token } }",
            new { input = new { email = _email, password = ShopClient.Password } },
            "RATE_LIMITED");

        return answer.Data?.GetProperty("login").GetProperty("token").GetString() is { } token
            ? _client.WithToken(token)
            : null;
    }

    /// <summary>Whoever loses the stream subscribes again, as clients are told to.</summary>
    private async Task FollowAsync(RecordedClient client, Guid order)
    {
        using var limit = new CancellationTokenSource(Limit);
        for (var tries = 1; ; tries++)
        {
            var lost = await ReadAsync(client, order, limit.Token);
            var again = lost is not null && !limit.IsCancellationRequested;
            _book.Record(
                client.Name,
                "orderUpdated",
                new { order },
                // How long the order took is no answer's time.
                new Answer(null, null, TimeSpan.Zero, lost),
                again);
            if (!again)
            {
                return;
            }

            await Pause.BeforeNextTryAsync(tries, Random.Shared, CancellationToken.None);
        }
    }

    /// <summary>Reads to the end of a stream, and cancels the order on its way.</summary>
    /// <returns>Why the stream broke; null when it told all.</returns>
    private async Task<string?> ReadAsync(RecordedClient client, Guid order, CancellationToken limit)
    {
        try
        {
            await foreach (var status in client.Client.FollowAsync($"{order}", limit))
            {
                _book.Tell(new ToldOrder(order, status));
                if (status == OrderStatuses.Confirmed)
                {
                    await client.PostAsync(
                        "cancelOrder",
                        "mutation ($id: ID!) { cancelOrder(id: $id) { id status } }",
                        new { id = order });
                }
            }

            return null;
        }
        catch (Exception exception)
            when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            return exception.Message;
        }
    }
}
