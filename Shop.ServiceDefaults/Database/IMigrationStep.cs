namespace Shop.ServiceDefaults.Database;

/// <summary>
/// What <c>migrate</c> does once the schema is up to date. It runs at every deployment: it must be repeatable.
/// </summary>
public interface IMigrationStep
{
    Task RunAsync(CancellationToken cancellationToken);
}
