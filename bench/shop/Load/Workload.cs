namespace Shop.Bench.Shop.Load;

/// <summary>Operations that connections ask for, each as often as its weight says.</summary>
/// <param name="Operations">Operations and their weights.</param>
internal sealed record Workload(params (Operation Operation, int Weight)[] Operations)
{
    public static implicit operator Workload(Operation operation) => new((operation, 1));

    /// <summary>The operations as often as their weights, so that each place is as likely as any other.</summary>
    public Request[] Prepare(string path, Callers callers, int connection) =>
    [
        .. Operations.SelectMany(part =>
        {
            var token = callers.TokenOf(part.Operation.Role, connection);

            return Enumerable.Repeat(new Request(part.Operation, path, token), part.Weight);
        }),
    ];
}
