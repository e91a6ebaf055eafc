using System.Diagnostics;
using Shop.Faults.Checker;

namespace Shop.Faults.Load;

/// <summary>Measures how long it takes until orders are confirmed again, with a product that never runs out.</summary>
internal sealed class Prober(RecordedClient client, AnswerBook book, Ware ware)
{
    public const int Stock = 1_000_000;

    private int _attempts;

    /// <summary>The time until a new order is confirmed at once; null when that takes longer than the limit.</summary>
    public async Task<TimeSpan?> RecoveryAsync(TimeSpan limit, CancellationToken stop)
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < limit)
        {
            var attempt = new OrderAttempt(client, book, $"{client.Name}-{++_attempts}", (ware, 1));
            if ((await attempt.TryAsync()).Status == OrderStatuses.Confirmed)
            {
                return Stopwatch.GetElapsedTime(started);
            }

            stop.ThrowIfCancellationRequested();
            await Pause.ForAsync(TimeSpan.FromMilliseconds(50), stop);
        }

        return null;
    }
}
