using System.Diagnostics;
using Shop.Faults.Load;

namespace Shop.Faults.Kinds;

/// <summary>Lets faults strike for a while: every kind once, in random order, then again; some two at once.</summary>
internal sealed class FaultSchedule(Fault[] faults, Prober prober, Random random, Pace pace, Action<string> history)
{
    /// <summary>Orders must be confirmed again within this time after a fault.</summary>
    public static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(60);

    private const int OneInSoManyIsDouble = 6;

    private readonly List<Fault> _coming = [];

    public async Task<IReadOnlyList<Strike>> RunAsync(TimeSpan duration, CancellationToken stop)
    {
        var strikes = new List<Strike>();
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var next = Stopwatch.GetElapsedTime(started) + pace.Pause(random);
            if (next > duration)
            {
                return strikes;
            }

            await Task.Delay(next - Stopwatch.GetElapsedTime(started), stop);
            strikes.Add(await StrikeAsync(Next(), stop));
        }
    }

    private async Task<Strike> StrikeAsync(Fault[] together, CancellationToken stop)
    {
        var kinds = together.Select(fault => fault.Kind).ToArray();
        var began = Stopwatch.GetTimestamp();
        history($"{string.Join(" + ", kinds)} …");
        var texts = await Task.WhenAll(together.Select(fault => fault.StrikeAsync(new Random(random.Next()))));
        var over = Stopwatch.GetElapsedTime(began);
        var recovery = await prober.RecoveryAsync(RecoveryLimit, stop);

        history($"… {string.Join(" + ", texts)}; over after {over.TotalSeconds:F1} s, "
            + (recovery is { } time ? $"confirms orders {time.TotalSeconds:F2} s later" : "CONFIRMS NO ORDERS"));

        return new Strike(kinds, over, recovery);
    }

    private Fault[] Next()
    {
        if (_coming.Count == 0)
        {
            _coming.AddRange(faults);
            random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_coming));
        }

        var first = Take(_coming[^1]);

        return random.Next(OneInSoManyIsDouble) == 0
            && _coming.FindLast(fault => fault.Target != first.Target) is { } second
            ? [first, Take(second)]
            : [first];
    }

    private Fault Take(Fault fault)
    {
        _coming.Remove(fault);

        return fault;
    }
}

/// <summary>
/// Faults that struck at once, how long they took, and how long orders took to be confirmed after them.
/// </summary>
internal sealed record Strike(IReadOnlyList<string> Kinds, TimeSpan Over, TimeSpan? Recovery);

/// <summary>The pause between the recovery from a fault and the next one, in seconds.</summary>
internal sealed record Pace(double Least, double Most)
{
    public TimeSpan Pause(Random random) => TimeSpan.FromSeconds(Least + ((Most - Least) * random.NextDouble()));
}
