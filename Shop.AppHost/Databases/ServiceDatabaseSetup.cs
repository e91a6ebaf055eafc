using Shop.ServiceDefaults.Database;

namespace Shop.AppHost.Databases;

/// <summary>Makes the role and the database of a service when its server is ready.</summary>
internal static class ServiceDatabaseSetup
{
    public static async Task EnsureAsync(ServiceDatabaseResource database, CancellationToken cancellationToken)
    {
        var password = await database.Password.GetValueAsync(cancellationToken);
        var server = await database.Parent.GetConnectionStringAsync(cancellationToken);
        await DatabaseOwner.EnsureAsync(
            server!, database.DatabaseName, password!, database.DatabaseName, cancellationToken);
        database.Exists = true;
    }
}
