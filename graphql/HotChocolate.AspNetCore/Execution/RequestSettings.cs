namespace HotChocolate.Execution;

/// <summary>What is asked or allowed for one request beyond the settings of the schema.</summary>
internal sealed class RequestSettings
{
    public static RequestSettings Default { get; } = new();

    public bool AllowsIntrospection { get; set; }

    public bool AllowsNonPersistedOperation { get; set; }

    public CostMode Cost { get; set; }
}

internal enum CostMode
{
    /// <summary>The limits are enforced.</summary>
    Enforce,

    /// <summary>The response tells the cost, too.</summary>
    Report,

    /// <summary>The response tells the cost and nothing is executed.</summary>
    Validate,
}
