using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Shop.ServiceDefaults.Database;

/// <summary>
/// A database that takes no writes, as an old primary after a failover, is away for a service. Its pool is emptied, for
/// a session keeps what it was told when it began, and would refuse writes for as long as it lives.
/// </summary>
internal static class ReadOnlySessions
{
    /// <summary>Lets each connection that is opened from now on begin a session of its own.</summary>
    public static void Forget(DbConnection connection)
    {
        if (connection is NpgsqlConnection postgres)
        {
            NpgsqlConnection.ClearPool(postgres);
        }
    }

    internal sealed class Interceptor : DbCommandInterceptor
    {
        public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) => Look(eventData);

        public override Task CommandFailedAsync(
            DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
        {
            Look(eventData);

            return Task.CompletedTask;
        }

        private static void Look(CommandErrorEventData error)
        {
            if (error.Exception.IsReadOnly())
            {
                Forget(error.Connection);
            }
        }
    }
}
