namespace Shop.Bench.Shop.References;

internal static class ReferenceNames
{
    public const string HotOrder = "pgbench order(hot)";
    public const string PasswordHash = "PBKDF2 alone";
    public const string Publish = "RabbitMQ publish";

    public static string Bare(string scenario) => $"bare {scenario}";

    public static string Select(int rows) => $"pgbench select({rows})";

    public static string Order(int lines) => $"pgbench order({lines})";
}
