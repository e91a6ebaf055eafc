namespace HotChocolate.CostAnalysis;

/// <summary>The cost of one operation with the variables of one request.</summary>
internal readonly record struct OperationCost(double Field, double Type)
{
    // Beyond it there is nothing to tell apart, and no product becomes infinite.
    private const double Highest = 1e15;

    public static OperationCost operator +(OperationCost left, OperationCost right) =>
        Bounded(left.Field + right.Field, left.Type + right.Type);

    public static OperationCost operator *(double times, OperationCost cost) =>
        Bounded(times * cost.Field, times * cost.Type);

    public static OperationCost Max(OperationCost left, OperationCost right) =>
        new(Math.Max(left.Field, right.Field), Math.Max(left.Type, right.Type));

    private static OperationCost Bounded(double field, double type) =>
        new(Math.Clamp(field, 0, Highest), Math.Clamp(type, 0, Highest));
}
