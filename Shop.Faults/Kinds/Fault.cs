namespace Shop.Faults.Kinds;

/// <summary>Something that goes wrong and is over when the task ends: what was taken away is back by then.</summary>
/// <param name="Kind">What it is called in the history and in the figures.</param>
/// <param name="Target">Faults of one target do not strike at once.</param>
internal abstract record Fault(string Kind, FaultTarget Target)
{
    /// <summary>Lets it happen, and tells what exactly it was.</summary>
    public abstract Task<string> StrikeAsync(Random random);

    protected static TimeSpan Between(Random random, double leastSeconds, double mostSeconds) =>
        TimeSpan.FromSeconds(leastSeconds + ((mostSeconds - leastSeconds) * random.NextDouble()));
}

internal enum FaultTarget
{
    Services,
    Broker,
    Database,
}
