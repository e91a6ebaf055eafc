namespace Shop.ServiceDefaults;

/// <summary>Doubling pauses with jitter, so that replicas do not return in step.</summary>
/// <param name="max">The longest pause.</param>
public sealed class BackOff(TimeSpan max)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(50);
    private int _failures;

    public void Reset() => _failures = 0;

    /// <summary>How long to wait after one more failure.</summary>
    public TimeSpan Next()
    {
        var pause = First * Math.Pow(2, Math.Min(_failures++, 20));
        var bounded = pause < max ? pause : max;

        return bounded * (0.5 + (Random.Shared.NextDouble() / 2));
    }

    public Task WaitAsync(CancellationToken cancellationToken) => Task.Delay(Next(), cancellationToken);
}
