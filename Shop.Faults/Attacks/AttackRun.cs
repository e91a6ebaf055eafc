using System.Collections.Concurrent;
using System.Diagnostics;
using Shop.Contracts;
using Shop.Faults.Cluster;

namespace Shop.Faults.Attacks;

/// <summary>Plays attacks one after the other, each with an honest client beside it.</summary>
internal sealed class AttackRun(AttackScene scene, TimeSpan time)
{
    private const int WarmStrikes = 2;

    private static readonly TimeSpan WarmUpTime = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan StrikeTimeout = TimeSpan.FromSeconds(15);

    private readonly HonestClient _honest = new(scene);
    private readonly Replica _gateway = scene.Shop.Of(ResourceNames.Gateway)[0];

    /// <summary>Lets the honest client ask alone, until what it asks for is compiled as well as it will be.</summary>
    public Task WarmUpAsync(CancellationToken stop) => _honest.AskAsync(WarmUpTime, stop);

    public async Task<AttackResult> PlayAsync(Attack attack, CancellationToken stop)
    {
        // What is done for the first time is compiled first.
        for (var strike = 0; strike < WarmStrikes; strike++)
        {
            await StrikeAsync(attack, stop);
        }

        scene.LetGo();
        _gateway.ForgetPeakMemory();
        var used = ProcessorTime();
        var rest = await _honest.AskAsync(time, stop);
        var idle = ProcessorTime() - used;

        used = ProcessorTime();
        var asking = _honest.AskAsync(time, stop);
        var outcomes = await StrikeAgainAndAgainAsync(attack, stop);
        var honest = await asking;
        used = ProcessorTime() - used;
        var memory = _gateway.PeakMemory;
        scene.LetGo();

        return new AttackResult(attack, outcomes, rest, honest, used - idle, memory);
    }

    /// <summary>Strikes once, and tells the outcome, or what kind of exception it came to.</summary>
    public Task<string> StrikeAsync(Attack attack, CancellationToken stop) => TimedAttempt.RunAsync(
        StrikeTimeout,
        cancellationToken => attack.StrikeAsync(scene, cancellationToken),
        static exception => exception.GetType().Name,
        stop);

    private async Task<IReadOnlyCollection<string>> StrikeAgainAndAgainAsync(Attack attack, CancellationToken stop)
    {
        var outcomes = new ConcurrentBag<string>();
        var striking = new List<Task>();
        var started = Stopwatch.GetTimestamp();
        using var clock = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / attack.PerSecond));
        while (Stopwatch.GetElapsedTime(started) < time && await clock.WaitForNextTickAsync(stop))
        {
            striking.RemoveAll(strike => strike.IsCompleted);
            if (striking.Count < attack.AtOnce)
            {
                striking.Add(Task.Run(async () => outcomes.Add(await StrikeAsync(attack, stop)), stop));
            }
        }

        await Task.WhenAll(striking);

        return outcomes;
    }

    private TimeSpan ProcessorTime() =>
        scene.Shop.Replicas.Aggregate(
            scene.Shop.Postgres.ProcessorTime + scene.Shop.RabbitMQ.ProcessorTime,
            (sum, replica) => sum + replica.ProcessorTime);
}
