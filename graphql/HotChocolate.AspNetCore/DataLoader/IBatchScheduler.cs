namespace GreenDonut;

/// <summary>Decides when the keys that DataLoaders have collected are fetched.</summary>
public interface IBatchScheduler
{
    /// <summary>Has the batch dispatched once no more keys are to be expected.</summary>
    void Schedule(Batch batch);
}

/// <summary>The keys that one DataLoader has collected.</summary>
public abstract class Batch
{
    /// <summary>Fetches the values of the keys; it does not throw.</summary>
    public abstract Task FetchAsync();

    /// <summary>Hands the values to whoever waits for them.</summary>
    public abstract void Complete();
}

/// <summary>
/// Dispatches each batch soon, without knowledge of an execution; for use outside of GraphQL requests.
/// </summary>
public sealed class AutoBatchScheduler : IBatchScheduler
{
    /// <summary>The scheduler, which has no state.</summary>
    public static AutoBatchScheduler Default { get; } = new();

    /// <inheritdoc />
    public void Schedule(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        _ = Task.Run(async () =>
        {
            await batch.FetchAsync();
            batch.Complete();
        });
    }
}
