using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;

namespace Shop.Faults.Attacks;

/// <summary>
/// Reads the catalogue, a product and an order, and now and then watches the order, whatever others do. Times are
/// counted from the moment when a request was due, so that one which had to wait counts as slow.
/// </summary>
internal sealed class HonestClient(AttackScene scene)
{
    private const int PerSecond = 100;

    // As urql sends it with every request.
    private const string Accept =
        "application/graphql-response+json, application/graphql+json, application/json, text/event-stream, "
        + "multipart/mixed";

    private readonly byte[] _catalogue = AttackScene.Json("{ products(first: 20) { id name price stock } }");
    private readonly byte[] _product = AttackScene.Json(
        "query ($id: ID!) { product(id: $id) { id name description price stock } }", new { id = scene.Product });
    private readonly byte[] _order = AttackScene.Json(
        "query ($id: ID!) { order(id: $id) { id status order_products { quantity product { name } } } }",
        new { id = scene.Order });

    /// <summary>Asks for a time, and tells how long each answer took.</summary>
    public async Task<HonestFigures> AskAsync(TimeSpan time, CancellationToken stop)
    {
        var figures = new HonestFigures();
        var started = Stopwatch.GetTimestamp();
        var pending = new List<Task>();
        for (var number = 0; ; number++)
        {
            var due = TimeSpan.FromSeconds((double)number / PerSecond);
            if (due > time)
            {
                break;
            }

            var early = due - Stopwatch.GetElapsedTime(started);
            if (early > TimeSpan.Zero)
            {
                await Task.Delay(early, stop);
            }

            pending.Add(TimeAsync(number, started, due, figures, stop));
            if (number % (2 * PerSecond) == PerSecond)
            {
                pending.Add(TryAsync(() => WatchAsync(stop), figures));
            }
        }

        await Task.WhenAll(pending);

        return figures;
    }

    private async Task TimeAsync(
        int number, long started, TimeSpan due, HonestFigures figures, CancellationToken stop)
    {
        await TryAsync(
            () => (number % 4) switch
            {
                0 => scene.Honest.PostAsync(_order, scene.Customer.Token, Accept, stop),
                1 => scene.Honest.PostAsync(_product, token: null, Accept, stop),
                _ => scene.Honest.PostAsync(_catalogue, token: null, Accept, stop),
            },
            figures);
        figures.Times.Add(Stopwatch.GetElapsedTime(started) - due);
    }

    private async Task<string> WatchAsync(CancellationToken stop)
    {
        using var socket = await scene.Honest.ConnectSocketAsync(stop);
        await socket.GreetAsync(scene.Customer.Token, stop);
        await socket.WatchAsync("1", scene.Order, stop);
        var outcome = await socket.OutcomeAsync(stop);

        return outcome == "next" ? HonestFigures.Success : outcome;
    }

    private static async Task TryAsync(Func<Task<string>> ask, HonestFigures figures)
    {
        try
        {
            if (await ask() is var outcome and not HonestFigures.Success)
            {
                figures.Failures.Add(outcome);
            }
        }
        catch (Exception exception)
            when (exception is HttpRequestException or IOException or WebSocketException or OperationCanceledException)
        {
            figures.Failures.Add(exception.Message);
        }
    }
}

/// <summary>How an honest client fared.</summary>
internal sealed class HonestFigures
{
    public const string Success = "200";

    public ConcurrentBag<TimeSpan> Times { get; } = [];

    public ConcurrentBag<string> Failures { get; } = [];

    /// <summary>The time that 99 of 100 requests took at most.</summary>
    public static TimeSpan Percentile99(IEnumerable<TimeSpan> times)
    {
        var sorted = times.Order().ToArray();

        return sorted[(int)Math.Ceiling(sorted.Length * 0.99) - 1];
    }
}
