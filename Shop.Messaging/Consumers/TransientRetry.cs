using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Shop.Messaging.Consumers;

/// <summary>
/// Tries a transaction again at once after what another attempt cures: deadlock, serialization failure, a lost
/// connection, a row that somebody else changed. Contexts within it do not retry on their own.
/// </summary>
internal sealed class TransientRetry(DbContext context, int retries)
    : ExecutionStrategy(context, retries, TimeSpan.FromSeconds(1))
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(10);

    public static bool IsTransient(Exception? exception) =>
        exception switch
        {
            null => false,
            DbUpdateConcurrencyException => true,
            // A statement that ran out of time would do so again, and a lock that is held is waited for elsewhere.
            NpgsqlException { InnerException: TimeoutException } => false,
            PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable } => false,
            NpgsqlException { IsTransient: true } => true,
            PostgresException
            {
                SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown,
            } => true,
            _ => IsTransient(exception.InnerException),
        };

    protected override bool ShouldRetryOn(Exception exception) => IsTransient(exception);

    protected override TimeSpan? GetNextDelay(Exception lastException) =>
        ExceptionsEncountered.Count <= MaxRetryCount
            ? FirstDelay * Math.Pow(2, ExceptionsEncountered.Count) * Random.Shared.NextDouble()
            : null;
}
