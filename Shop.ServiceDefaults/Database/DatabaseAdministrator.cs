namespace Shop.ServiceDefaults.Database;

/// <summary>
/// Who may make the role and the database of the service, where nobody else does: <c>ConnectionStrings:postgres</c>,
/// which only migrations are given.
/// </summary>
internal sealed class DatabaseAdministrator(string server, string role, string password, string database)
{
    public Task EnsureAsync(CancellationToken cancellationToken) =>
        DatabaseOwner.EnsureAsync(server, role, password, database, cancellationToken);
}
