using System.Text.Json;
using Shop.Faults.Checker;
using Shop.Faults.Cluster;

namespace Shop.Faults.Load;

/// <summary>
/// What a customer wants: the same lines under the same key, asked for until the answer is known. Every answer must be
/// about the same order.
/// </summary>
internal sealed class OrderAttempt(
    RecordedClient client, AnswerBook book, string key, params IReadOnlyList<(Ware Ware, int Quantity)> wishes)
{
    public const string Query =
        """
        mutation ($input: PlaceOrder!) {
          placeOrder(input: $input) { id status price_total order_products { product_id quantity price } }
        }
        """;

    private const int MaxTries = 12;

    private readonly OrderedLine[] _lines = [.. wishes.Select(wish => wish.Ware.Line(wish.Quantity))];

    public Guid? OrderId { get; private set; }

    /// <summary>Asks, and asks again after an unknown answer, unless the customer loses interest.</summary>
    public async Task<Answer> PlaceAsync(Random random, CancellationToken stop)
    {
        for (var tries = 1; ; tries++)
        {
            var answer = await TryAsync();
            var again = answer.IsUnknown ? tries < MaxTries && random.Next(20) > 0 : tries == 1 && random.Next(20) == 0;
            if (!again || stop.IsCancellationRequested)
            {
                return answer;
            }

            await Pause.BeforeNextTryAsync(tries, random, stop);
        }
    }

    public async Task<Answer> TryAsync()
    {
        var variables = new
        {
            input = new
            {
                order_products = _lines.Select(line => new { product_id = line.ProductId, quantity = line.Quantity }),
                idempotency_key = key,
            },
        };
        var answer = await client.PostAsync(
            "placeOrder", Query, variables, "OUT_OF_STOCK", "NOT_FOUND", "PRODUCT_UNAVAILABLE");
        if (answer.Code is "NOT_FOUND" or "PRODUCT_UNAVAILABLE" && !wishes.Any(wish => wish.Ware.MayBeDeleted))
        {
            book.Breach($"{client.Name}: nobody removed what the order {key} wants, and yet: {answer.Error}");
        }

        if (answer.OrderId is { } text)
        {
            Judge(Guid.Parse(text), answer);
        }

        return answer;
    }

    private void Judge(Guid id, Answer answer)
    {
        if (OrderId is { } first && first != id)
        {
            book.Breach($"{client.Name}: the key {key} was answered with order {first}, then with {id}");
        }

        OrderId ??= id;
        if (answer.Data is not { } data)
        {
            book.Tell(new ToldOrder(id, OrderStatuses.Rejected, Key: key));

            return;
        }

        var order = ReadOrder.Of(data.GetProperty("placeOrder")) with { Key = key };
        if (!order.Lines!.SequenceEqual(_lines) || order.PriceTotal != _lines.Sum(line => line.Price * line.Quantity))
        {
            book.Breach($"{client.Name}: {string.Join(", ", _lines)} was answered with {data}");
        }

        book.Tell(order);
    }
}

internal static class ReadOrder
{
    /// <summary>An order with its total and its lines.</summary>
    public static ToldOrder Of(JsonElement order) => new(
        order.GetProperty("id").GetGuid(),
        order.GetProperty("status").GetString()!,
        order.GetProperty("price_total").GetInt32(),
        [
            .. order.GetProperty("order_products").EnumerateArray().Select(line => new OrderedLine(
                line.GetProperty("product_id").GetGuid(),
                line.GetProperty("quantity").GetInt32(),
                line.GetProperty("price").GetInt32())),
        ]);
}
