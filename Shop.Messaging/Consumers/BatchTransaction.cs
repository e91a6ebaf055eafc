using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using Shop.Contracts;
using Shop.Messaging.Inbox;

namespace Shop.Messaging.Consumers;

/// <summary>
/// Applies deliveries in one transaction: inbox rows and effects are committed together or not at all.
/// </summary>
internal sealed class BatchTransaction<TContext>(
    IServiceScopeFactory scopes, MessagingService service, MessagingMetrics metrics, IOptions<MessagingOptions> options)
    where TContext : DbContext
{
    /// <summary>Applies all or throws; every attempt has a scope and a context of its own.</summary>
    public async Task ApplyAsync(IReadOnlyCollection<InboundMessage> messages, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var retry = new TransientRetry(
            scope.ServiceProvider.GetRequiredService<TContext>(), options.Value.TransientRetries);
        var fresh = await retry.ExecuteAsync(messages, AttemptAsync, cancellationToken);
        foreach (var message in messages)
        {
            if (fresh.Remove((message.Id, message.EventName)))
            {
                metrics.Consumed(message.EventName);
            }
            else
            {
                metrics.Duplicate(message.EventName);
            }
        }
    }

    /// <summary>Whether the database answers and takes writes, and nobody has locked a table of the service.</summary>
    public async Task<bool> IsDatabaseThereAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<TContext>();
        try
        {
            await context.Database.ExecuteSqlRawAsync(TryToWrite(context), cancellationToken);

            return true;
        }
        catch (Exception exception) when (exception is DbException or { InnerException: DbException })
        {
            return false;
        }
    }

    private static string TryToWrite(TContext context)
    {
        var sql = context.GetService<ISqlGenerationHelper>();
        var tables = context.Model.GetEntityTypes()
            .Select(entity => sql.DelimitIdentifier(entity.GetTableName()!, entity.GetSchema()))
            .Distinct();

        return $"""
            DO $$ BEGIN
                LOCK TABLE {string.Join(", ", tables)} IN ROW EXCLUSIVE MODE NOWAIT;
                PERFORM FROM inbox LIMIT 0 FOR UPDATE;
            END $$
            """;
    }

    private async Task<HashSet<(Guid, string)>> AttemptAsync(
        IReadOnlyCollection<InboundMessage> messages, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(options.Value.ConsumeTimeout);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var context = scope.ServiceProvider.GetRequiredService<TContext>();
            await using var transaction = await context.Database.BeginTransactionAsync(limited.Token);
            var fresh = await InboxTable.AddAsync(
                (NpgsqlTransaction)transaction.GetDbTransaction(), messages, limited.Token);
            var waiting = fresh.ToHashSet();
            foreach (var message in messages.Where(message => waiting.Remove((message.Id, message.EventName))))
            {
                await ConsumeAsync(scope.ServiceProvider, context, message, limited.Token);
            }

            await transaction.CommitAsync(limited.Token);

            return fresh;
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"Applying took longer than {options.Value.ConsumeTimeout}.", exception);
        }
    }

    private async Task ConsumeAsync(
        IServiceProvider services, TContext context, InboundMessage message, CancellationToken cancellationToken)
    {
        var size = message.Delivery.Body.Length;
        using var activity = MessagingTelemetry.StartProcess(
            message.EventName, message.Id, size, MessagingNames.Queue(service.Name), message.Parent);
        try
        {
            await message.Subscription.ConsumeAsync(services, message.Content, cancellationToken);

            // A failure rolls everything back: a savepoint for each delivery would only cost two more round trips.
            context.Database.AutoSavepointsEnabled = false;
            await context.SaveChangesAsync(cancellationToken);
            context.Database.AutoSavepointsEnabled = true;

            // The next delivery sees what this one wrote as if it had a transaction of its own.
            context.ChangeTracker.Clear();
        }
        catch (Exception exception)
        {
            activity.Fail(exception);
            throw;
        }
    }
}
