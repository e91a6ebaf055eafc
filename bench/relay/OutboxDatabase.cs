using Microsoft.EntityFrameworkCore;
using Npgsql;
using Shop.Contracts.Events;
using Shop.Messaging;

namespace Shop.Bench.Relay;

/// <summary>The outbox of a database of its own, filled and watched from outside.</summary>
internal sealed class OutboxDatabase(string database)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    public async Task CreateAsync()
    {
        await using var context = NewContext();
        await context.Database.EnsureCreatedAsync();
    }

    /// <summary>Commits events that look as if a process had left them behind; the relays see all at once.</summary>
    public async Task FillAsync(int events)
    {
        await using var context = NewContext();
        await using var transaction = await context.Database.BeginTransactionAsync();
        foreach (var batch in Enumerable.Range(0, events).Chunk(1000))
        {
            foreach (var _ in batch)
            {
                context.Publish(Event());
            }

            await context.SaveChangesAsync();
            context.ChangeTracker.Clear();
        }

        await context.Database.ExecuteSqlAsync($"UPDATE outbox SET created_at = created_at - interval '1 minute'");
        await context.Database.ExecuteSqlAsync($"ANALYZE outbox");
        await transaction.CommitAsync();
    }

    public async Task WaitUntilEmptyAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT EXISTS (SELECT FROM outbox)", connection);
        while (await command.ExecuteScalarAsync(cancellationToken) is true)
        {
            await Task.Delay(Look, cancellationToken);
        }
    }

    public static OrderPlaced Event() => new(
        Guid.CreateVersion7(),
        Guid.CreateVersion7(),
        [new OrderedLine(Guid.CreateVersion7(), 1), new OrderedLine(Guid.CreateVersion7(), 2)],
        DateTimeOffset.UtcNow);

    private BenchContext NewContext() =>
        new(new DbContextOptionsBuilder<BenchContext>().UseNpgsql(database).Options);
}
