namespace Shop.AppHost.Databases;

/// <summary>How the processes of the services share the connections of the PostgreSQL server.</summary>
/// <param name="PoolSize">Connections that one process opens at most.</param>
/// <param name="MaxConnections">What the server takes, as in <c>max_connections</c>.</param>
internal sealed record ConnectionBudget(int PoolSize, int MaxConnections)
{
    /// <summary>
    /// For what is no pool: three that PostgreSQL keeps for superusers, health checks, migrations, commands, operators.
    /// </summary>
    public const int Reserved = 20;

    /// <summary>Users, products and orders.</summary>
    public const int Services = 3;

    private const int UsualMaxConnections = 200;
    private const int LargestPool = 14;

    /// <summary>One each for relay, consumer, cleaning and health, and two for callers.</summary>
    private const int SmallestPool = 6;

    /// <summary>
    /// Shares out what the server usually takes; where a share would be too small to work with, the server takes more.
    /// </summary>
    public static ConnectionBudget For(int replicas)
    {
        var processes = Services * replicas;
        var pool = Math.Clamp((UsualMaxConnections - Reserved) / processes, SmallestPool, LargestPool);

        return new ConnectionBudget(pool, Math.Max(UsualMaxConnections, (processes * pool) + Reserved));
    }
}
