namespace Shop.Tests.Infrastructure;

/// <summary>An empty database of its own for a test class (<c>IClassFixture&lt;PostgresFixture&gt;</c>).</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    public string ConnectionString { get; private set; } = "";

    public async ValueTask InitializeAsync() =>
        ConnectionString = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
