using System.Diagnostics;

namespace Shop.LocalServers;

/// <summary>Waits for a state, at most for 30 seconds unless told otherwise.</summary>
public static class Eventually
{
    public static Task TrueAsync(Func<bool> condition, string what, TimeSpan? timeout = null) =>
        TrueAsync(() => Task.FromResult(condition()), what, timeout);

    public static async Task TrueAsync(Func<Task<bool>> condition, string what, TimeSpan? timeout = null)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(started) > (timeout ?? TimeSpan.FromSeconds(30)))
            {
                throw new TimeoutException($"Never came: {what}.");
            }

            await Task.Delay(10);
        }
    }

    /// <summary>Tries until it no longer throws.</summary>
    public static async Task SucceedsAsync(Func<Task> attempt, string what, TimeSpan? timeout = null)
    {
        Exception? last = null;
        try
        {
            await TrueAsync(
                async () =>
                {
                    try
                    {
                        await attempt();

                        return true;
                    }
                    catch (Exception exception)
                    {
                        last = exception;

                        return false;
                    }
                },
                what,
                timeout);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"{exception.Message} {last}", last);
        }
    }
}
