namespace Shop.Messaging;

/// <summary>Doubling pauses with jitter, so that replicas do not return in step.</summary>
internal sealed class BackOff(TimeSpan max)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(50);
    private int _failures;

    public void Reset() => _failures = 0;

    public Task WaitAsync(CancellationToken cancellationToken)
    {
        var pause = First * Math.Pow(2, Math.Min(_failures++, 20));
        var bounded = pause < max ? pause : max;
        return Task.Delay(bounded * (0.5 + (Random.Shared.NextDouble() / 2)), cancellationToken);
    }
}
