namespace HotChocolate.Execution;

/// <summary>Bounds how many executions run at once; others wait.</summary>
/// <param name="limit">Null or less than one: any number.</param>
internal sealed class ExecutionSlots(int? limit)
{
    private readonly SemaphoreSlim? _free = limit is > 0 ? new SemaphoreSlim(limit.Value) : null;

    /// <summary>Takes a slot, to be disposed when the execution ends.</summary>
    public async ValueTask<Slot> TakeAsync(CancellationToken cancellationToken)
    {
        if (_free is not null)
        {
            await _free.WaitAsync(cancellationToken);
        }

        return new Slot(_free);
    }

    public readonly struct Slot(SemaphoreSlim? free) : IDisposable
    {
        public void Dispose() => free?.Release();
    }
}
