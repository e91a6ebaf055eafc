namespace Shop.Faults.Load;

internal static class Pause
{
    /// <summary>Waits, and returns early, without an exception, when the load is to stop.</summary>
    public static async Task ForAsync(TimeSpan time, CancellationToken stop) =>
        await Task.Delay(time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
