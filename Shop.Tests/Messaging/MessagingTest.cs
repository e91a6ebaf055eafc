using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RabbitMQ.Client;
using Shop.Contracts.Events;

namespace Shop.Tests.Messaging;

/// <summary>Gives each test a database and a virtual host of its own.</summary>
public abstract class MessagingTest : IAsyncLifetime
{
    protected string Database { get; private set; } = "";

    protected string Broker { get; private set; } = "";

    public virtual async ValueTask InitializeAsync()
    {
        Database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        Broker = await (await RabbitMQServer.SharedAsync()).CreateVirtualHostAsync();
        await CreateTablesAsync(Database);
    }

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private protected static async Task CreateTablesAsync(string database)
    {
        await using var context = new MessagingContext(
            new DbContextOptionsBuilder<MessagingContext>().UseNpgsql(database).Options);
        await context.Database.EnsureCreatedAsync();
    }

    private protected static OrderPlaced AnOrder() =>
        new(Guid.NewGuid(), Guid.NewGuid(), [new OrderedLine(Guid.NewGuid(), 2)], DateTimeOffset.UtcNow);

    private protected static string Json(OrderPlaced message) =>
        JsonSerializer.Serialize(message, OrderPlaced.JsonTypeInfo);

    private protected static string? Header(IReadOnlyBasicProperties properties, string name) =>
        properties.Headers!.TryGetValue(name, out var value) ? Encoding.UTF8.GetString((byte[])value!) : null;
}
