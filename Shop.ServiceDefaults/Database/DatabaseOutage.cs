using System.Net.Sockets;
using Npgsql;

namespace Shop.ServiceDefaults.Database;

/// <summary>
/// Tells an outage of the database from a failure of what was asked of it: whoever asked tries again later, unchanged.
/// </summary>
public static class DatabaseOutage
{
    // PostgreSQL, appendix A: connection exceptions and operator intervention.
    private const string ConnectionClass = "08";
    private const string ShutdownClass = "57P";

    /// <summary>
    /// Whether the database cannot be reached, starts or stops, takes no writes, is full, has no connection left or did
    /// not give a lock in time. A statement that ran out of time for another reason is none: it may be slow itself.
    /// </summary>
    public static bool IsDatabaseOutage(this Exception exception) =>
        exception switch
        {
            PostgresException postgres => IsOutage(postgres.SqlState),
            NpgsqlException { InnerException: IOException or SocketException } => true,
            _ => exception.InnerException?.IsDatabaseOutage() ?? false,
        };

    /// <summary>Whether a write was refused because the session is read-only.</summary>
    public static bool IsReadOnly(this Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction };

    /// <summary>Whether another transaction had the rows: the statement, tried alone again, may get them.</summary>
    public static bool IsLockConflict(this PostgresException exception) =>
        exception.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable;

    private static bool IsOutage(string state) =>
        state is PostgresErrorCodes.ReadOnlySqlTransaction
            or PostgresErrorCodes.LockNotAvailable
            or PostgresErrorCodes.TooManyConnections
            or PostgresErrorCodes.DiskFull
        || state.StartsWith(ConnectionClass, StringComparison.Ordinal)
        || state.StartsWith(ShutdownClass, StringComparison.Ordinal);
}
