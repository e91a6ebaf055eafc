using System.Data.Common;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Shop.ServiceDefaults.Copies;

internal static class CopyConnections
{
    /// <summary>Keeps one connection open during the work: its temporary tables go with it.</summary>
    /// <exception cref="CopyDatabaseException">The database cannot be reached, or refuses a statement.</exception>
    public static async Task<TResult> OnOneConnectionAsync<TResult>(
        this DbContext context, Func<NpgsqlConnection, Task<TResult>> work, CancellationToken cancellationToken)
    {
        var connection = (NpgsqlConnection)context.Database.GetDbConnection();
        try
        {
            await context.Database.OpenConnectionAsync(cancellationToken);
            return await work(connection);
        }
        catch (Exception exception) when (exception.GetBaseException() is DbException or SocketException)
        {
            throw new CopyDatabaseException(connection.Database, exception.GetBaseException().Message);
        }
        finally
        {
            await context.Database.CloseConnectionAsync();
        }
    }
}
