using System.Data.Common;
using System.Diagnostics;
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
            var next = messages.Where(message => waiting.Remove((message.Id, message.EventName)));
            foreach (var run in RunsOf(next))
            {
                await ConsumeAsync(scope.ServiceProvider, context, run, limited.Token);
            }

            await transaction.CommitAsync(limited.Token);
            scope.ServiceProvider.GetRequiredService<AfterCommit>().Run();

            return fresh;
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"Applying took longer than {options.Value.ConsumeTimeout}.", exception);
        }
    }

    // What comes between deliveries of one event may have to be applied between them.
    private static List<List<InboundMessage>> RunsOf(IEnumerable<InboundMessage> messages)
    {
        var runs = new List<List<InboundMessage>>();
        foreach (var message in messages)
        {
            if (runs is [.., var last] && last[0].Subscription == message.Subscription)
            {
                last.Add(message);
            }
            else
            {
                runs.Add([message]);
            }
        }

        return runs;
    }

    private async Task ConsumeAsync(
        IServiceProvider services, TContext context, List<InboundMessage> run, CancellationToken cancellationToken)
    {
        var activities = run.ConvertAll(StartProcess);
        try
        {
            // What is done for all of them is shown by the trace of the first.
            Activity.Current = activities[0];
            await run[0].Subscription.ConsumeAsync(
                services, run.Zip(activities, (message, activity) => (message.Content, activity)), cancellationToken);

            // A failure rolls everything back: a savepoint for each run would only cost two more round trips.
            context.Database.AutoSavepointsEnabled = false;
            await context.SaveChangesAsync(cancellationToken);
            context.Database.AutoSavepointsEnabled = true;

            // The next run sees what this one wrote as if it had a transaction of its own.
            context.ChangeTracker.Clear();
        }
        catch (Exception exception)
        {
            activities.ForEach(activity => activity.Fail(exception));
            throw;
        }
        finally
        {
            activities.ForEach(activity => activity?.Dispose());
        }
    }

    private Activity? StartProcess(InboundMessage message) => MessagingTelemetry.StartProcess(
        message.EventName,
        message.Id,
        message.Delivery.Body.Length,
        MessagingNames.Queue(service.Name),
        message.Parent);
}
