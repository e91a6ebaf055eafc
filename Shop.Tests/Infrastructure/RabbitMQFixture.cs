namespace Shop.Tests.Infrastructure;

/// <summary>A virtual host of its own for a test class (<c>IClassFixture&lt;RabbitMQFixture&gt;</c>).</summary>
public sealed class RabbitMQFixture : IAsyncLifetime
{
    /// <summary>The amqp URI, as it stands in ConnectionStrings:messaging.</summary>
    public string ConnectionString { get; private set; } = "";

    public async ValueTask InitializeAsync() =>
        ConnectionString = await (await RabbitMQServer.SharedAsync()).CreateVirtualHostAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
