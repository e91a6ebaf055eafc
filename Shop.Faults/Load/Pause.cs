namespace Shop.Faults.Load;

internal static class Pause
{
    /// <summary>Waits, and returns early, without an exception, when the load is to stop.</summary>
    public static async Task ForAsync(TimeSpan time, CancellationToken stop) =>
        await Task.Delay(time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>
    /// Waits before the next try: up to 100 ms after the first, twice as long each time, and never over 2 s.
    /// </summary>
    public static Task BeforeNextTryAsync(int tries, Random random, CancellationToken stop) =>
        ForAsync(TimeSpan.FromMilliseconds(Math.Min(2000, 50 << tries) * random.NextDouble()), stop);
}
