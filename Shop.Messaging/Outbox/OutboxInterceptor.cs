using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Shop.Messaging.Outbox;

/// <summary>
/// Hands events to the relay once the transaction that wrote them has been committed. Whenever it is not certain that
/// it was, they are left to the sweep, which sees what is in the table.
/// </summary>
internal sealed class OutboxInterceptor(CommittedEvents committed)
    : SaveChangesInterceptor, IDbTransactionInterceptor, IDbCommandInterceptor
{
    private static readonly ConditionalWeakTable<DbContext, WrittenEvents> Contexts = [];

    /// <summary>Takes note of events that were written in the current transaction of a context.</summary>
    public static void Written(DbContext context, IEnumerable<OutboxMessage> messages) =>
        Contexts.GetOrCreateValue(context).Add(context.Database.CurrentTransaction!.TransactionId, messages);

    public override InterceptionResult<int> SavingChanges(
        DbContextEventData eventData, InterceptionResult<int> result)
    {
        TakeNote(eventData.Context!);

        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        TakeNote(eventData.Context!);

        return ValueTask.FromResult(result);
    }

    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        Saved(eventData.Context!);

        return result;
    }

    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Saved(eventData.Context!);

        return ValueTask.FromResult(result);
    }

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) =>
        Committed(eventData);

    public Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Committed(eventData);

        return Task.CompletedTask;
    }

    // PostgreSQL answers the COMMIT of a transaction in which a statement failed or was canceled without an error, and
    // rolls it back.
    public void CommandFailed(DbCommand command, CommandErrorEventData eventData) => Forget(eventData.Context);

    public Task CommandFailedAsync(
        DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Forget(eventData.Context);

        return Task.CompletedTask;
    }

    public void CommandCanceled(DbCommand command, CommandEndEventData eventData) => Forget(eventData.Context);

    public Task CommandCanceledAsync(
        DbCommand command, CommandEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Forget(eventData.Context);

        return Task.CompletedTask;
    }

    private static void TakeNote(DbContext context)
    {
        OutboxMessage[] added =
        [
            .. context.ChangeTracker.Entries<OutboxMessage>()
                .Where(entry => entry.State == EntityState.Added)
                .Select(entry => entry.Entity),
        ];
        if (added.Length > 0)
        {
            Contexts.GetOrCreateValue(context).Saving = added;
        }
        else if (Contexts.TryGetValue(context, out var events))
        {
            events.Saving = [];
        }
    }

    private static void Forget(DbContext? context)
    {
        if (context is not null && Contexts.TryGetValue(context, out var events))
        {
            events.Forget();
        }
    }

    private void Saved(DbContext context)
    {
        if (!Contexts.TryGetValue(context, out var events))
        {
            return;
        }

        var saved = events.Saving;
        events.Saving = [];
        if (context.Database.CurrentTransaction is { TransactionId: var transaction })
        {
            events.Add(transaction, saved);
        }
        else
        {
            committed.Add(saved);
        }
    }

    private void Committed(TransactionEndEventData eventData)
    {
        if (eventData.Context is { } context && Contexts.TryGetValue(context, out var events))
        {
            committed.Add(events.Take(eventData.TransactionId));
        }
    }

    /// <summary>What a context has written in its current transaction.</summary>
    private sealed class WrittenEvents
    {
        private readonly List<OutboxMessage> _messages = [];
        private Guid _transaction;

        /// <summary>What is written by the SaveChanges that is under way.</summary>
        public OutboxMessage[] Saving { get; set; } = [];

        public void Add(Guid transaction, IEnumerable<OutboxMessage> messages)
        {
            if (_transaction != transaction)
            {
                // What the former one wrote was never committed.
                _messages.Clear();
                _transaction = transaction;
            }

            _messages.AddRange(messages);
        }

        public OutboxMessage[] Take(Guid transaction)
        {
            OutboxMessage[] taken = _transaction == transaction ? [.. _messages] : [];
            _messages.Clear();

            return taken;
        }

        public void Forget()
        {
            _messages.Clear();
            Saving = [];
        }
    }
}
