namespace Shop.Bench.GraphQL.Load;

internal sealed record Operation(string Name, string Text)
{
    public static Operation Flat { get; } = new("flat", "{ products { id name description price stock } }");

    public static Operation Nested { get; } = new("nested", "{ orders { id lines { quantity product { id name } } } }");
}
