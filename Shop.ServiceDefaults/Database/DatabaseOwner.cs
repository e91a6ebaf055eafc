using Npgsql;

namespace Shop.ServiceDefaults.Database;

/// <summary>
/// Makes the role and the database of a service, which no other role can open; may be run again at any time, and by
/// several at once.
/// </summary>
internal static class DatabaseOwner
{
    // The server writes the statements: neither a name nor a password is put into SQL here. Whoever administers the
    // server without being its superuser can give a database only to a role that they are a member of.
    private const string Statements = """
        SELECT CASE WHEN EXISTS (SELECT FROM pg_roles WHERE rolname = $1)
                    THEN format('ALTER ROLE %I LOGIN PASSWORD %L', $1, $2)
                    ELSE format('CREATE ROLE %I LOGIN PASSWORD %L', $1, $2) END
        UNION ALL
        SELECT format('GRANT %I TO CURRENT_USER', $1)
        WHERE NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
        UNION ALL
        SELECT format('CREATE DATABASE %I OWNER %I', $3, $1)
        WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = $3)
        UNION ALL
        SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', $3)
        UNION ALL
        SELECT 'REVOKE CONNECT ON DATABASE postgres FROM PUBLIC'
        """;

    // Of all who make databases on this server; it ends with the connection.
    private const string Lock = "SELECT pg_advisory_lock(hashtext('shop: databases'))";

    /// <param name="server">The connection string of the server's administrator.</param>
    /// <param name="role">The role's name.</param>
    /// <param name="password">The role's password, also where the role had another one.</param>
    /// <param name="database">The database's name.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public static async Task EnsureAsync(
        string server, string role, string password, string database, CancellationToken cancellationToken)
    {
        var settings = new NpgsqlConnectionStringBuilder(server) { Database = "postgres", Pooling = false };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using (var locking = new NpgsqlCommand(Lock, connection))
        {
            await locking.ExecuteNonQueryAsync(cancellationToken);
        }

        foreach (var statement in await ReadStatementsAsync(
            connection, [role, password, database], cancellationToken))
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static async Task<List<string>> ReadStatementsAsync(
        NpgsqlConnection connection, string[] parameters, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Statements, connection);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = parameter });
        }

        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var statements = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            statements.Add(reader.GetString(0));
        }

        return statements;
    }
}
