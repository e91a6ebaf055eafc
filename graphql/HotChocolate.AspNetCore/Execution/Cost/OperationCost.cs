namespace HotChocolate.CostAnalysis;

/// <summary>The cost of one operation with the variables of one request.</summary>
/// <param name="Field">What its resolvers cost.</param>
/// <param name="Type">What the objects of its response cost.</param>
/// <param name="Leaves">How many leaves its response has.</param>
internal readonly record struct OperationCost(double Field, double Type, double Leaves)
{
    // Beyond it there is nothing to tell apart, and no product becomes infinite.
    private const double Highest = 1e15;

    public static OperationCost operator +(OperationCost left, OperationCost right) =>
        Bounded(left.Field + right.Field, left.Type + right.Type, left.Leaves + right.Leaves);

    public static OperationCost operator *(double times, OperationCost cost) =>
        Bounded(times * cost.Field, times * cost.Type, times * cost.Leaves);

    public static OperationCost Max(OperationCost left, OperationCost right) =>
        new(Math.Max(left.Field, right.Field), Math.Max(left.Type, right.Type), Math.Max(left.Leaves, right.Leaves));

    private static OperationCost Bounded(double field, double type, double leaves) =>
        new(Math.Clamp(field, 0, Highest), Math.Clamp(type, 0, Highest), Math.Clamp(leaves, 0, Highest));
}
