using Npgsql;

namespace Shop.AppHost.Databases;

/// <summary>Makes the role and the database of a service; may be run again at any time.</summary>
internal static class ServiceDatabaseSetup
{
    // The server writes the statements: neither a name nor a password is put into SQL here.
    private const string Statements = """
        SELECT CASE WHEN EXISTS (SELECT FROM pg_roles WHERE rolname = $1)
                    THEN format('ALTER ROLE %I LOGIN PASSWORD %L', $1, $2)
                    ELSE format('CREATE ROLE %I LOGIN PASSWORD %L', $1, $2) END
        UNION ALL
        SELECT format('CREATE DATABASE %I OWNER %I', $1, $1)
        WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = $1)
        UNION ALL
        SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', $1)
        UNION ALL
        SELECT 'REVOKE CONNECT ON DATABASE postgres FROM PUBLIC'
        """;

    public static async Task EnsureAsync(ServiceDatabaseResource database, CancellationToken cancellationToken)
    {
        var password = await database.Password.GetValueAsync(cancellationToken);
        var server = await database.Parent.GetConnectionStringAsync(cancellationToken);
        var settings = new NpgsqlConnectionStringBuilder(server) { Database = "postgres", Pooling = false };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        foreach (var statement in await ReadStatementsAsync(
            connection, database.DatabaseName, password!, cancellationToken))
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        database.Exists = true;
    }

    private static async Task<List<string>> ReadStatementsAsync(
        NpgsqlConnection connection, string name, string password, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Statements, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = password });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var statements = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            statements.Add(reader.GetString(0));
        }

        return statements;
    }
}
