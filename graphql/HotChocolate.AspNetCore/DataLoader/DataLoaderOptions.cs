namespace GreenDonut;

/// <summary>How a DataLoader collects keys.</summary>
public sealed class DataLoaderOptions
{
    /// <summary>How many keys one batch may have.</summary>
    public int MaxBatchSize { get; set; } = 1024;
}
