namespace HotChocolate.Execution;

/// <summary>Changes for one request what the schema's settings say.</summary>
public static class OperationRequestBuilderExtensions
{
    /// <summary>Allows a document where only persisted ones are.</summary>
    public static OperationRequestBuilder AllowNonPersistedOperation(this OperationRequestBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Settings.AllowsNonPersistedOperation = true;

        return builder;
    }

    /// <summary>Makes the response tell the cost, in <c>extensions.operationCost</c>.</summary>
    public static OperationRequestBuilder ReportCost(this OperationRequestBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Settings.Cost = CostMode.Report;

        return builder;
    }

    /// <summary>Makes the response tell the cost and executes nothing.</summary>
    public static OperationRequestBuilder ValidateCost(this OperationRequestBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Settings.Cost = CostMode.Validate;

        return builder;
    }
}
