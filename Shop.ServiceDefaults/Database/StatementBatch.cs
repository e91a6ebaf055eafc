using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Shop.ServiceDefaults.Database;

/// <summary>
/// Statements that are sent together, in the transaction of a context. With arrays for parameters (<c>unnest</c>) a
/// statement has the same text for any number of rows, and the server plans it once.
/// </summary>
public sealed class StatementBatch : IAsyncDisposable
{
    private readonly NpgsqlBatch _batch;
    private Action? _executed;

    /// <exception cref="InvalidOperationException">There is no transaction.</exception>
    public StatementBatch(DbContext context)
    {
        var transaction = context.Database.CurrentTransaction
            ?? throw new InvalidOperationException("The statements would not be applied together.");
        Context = context;
        _batch = new NpgsqlBatch(
            (NpgsqlConnection)context.Database.GetDbConnection(), (NpgsqlTransaction)transaction.GetDbTransaction());
    }

    public DbContext Context { get; }

    public bool IsEmpty => _batch.BatchCommands.Count == 0;

    /// <param name="sql">The statement; its parameters are <c>$1</c>, <c>$2</c> and so on.</param>
    /// <param name="values">Their values, which are not null.</param>
    public StatementBatch Add(string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        _batch.BatchCommands.Add(command);

        return this;
    }

    /// <summary>Does something once the statements have been executed; their transaction has not ended then.</summary>
    public void OnExecuted(Action action) => _executed += action;

    public Task ExecuteAsync(CancellationToken cancellationToken) =>
        ReadAsync(static _ => 0, cancellationToken);

    /// <summary>Executes the statements, and reads the rows that they return.</summary>
    public async Task<List<T>> ReadAsync<T>(Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        try
        {
            await using var reader = await _batch.ExecuteReaderAsync(cancellationToken);
            var rows = new List<T>();
            do
            {
                while (await reader.ReadAsync(cancellationToken))
                {
                    rows.Add(read(reader));
                }
            }
            while (await reader.NextResultAsync(cancellationToken));

            _executed?.Invoke();

            return rows;
        }
        catch (PostgresException exception) when (exception.IsReadOnly())
        {
            ReadOnlySessions.Forget(_batch.Connection!);
            throw;
        }
    }

    public ValueTask DisposeAsync() => _batch.DisposeAsync();
}
