namespace Shop.LocalServers;

/// <summary>How a local PostgreSQL server runs.</summary>
public sealed record PostgresOptions
{
    /// <summary>Whether what is committed outlives the machine; without, it outlives the server only.</summary>
    public bool Durable { get; init; } = true;

    public int MaxConnections { get; init; } = 200;

    /// <summary>The least of what is logged, as in <c>log_min_messages</c>.</summary>
    public string LogLevel { get; init; } = "fatal";

    /// <summary>Further settings of the server, each as <c>name=value</c>.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];
}
