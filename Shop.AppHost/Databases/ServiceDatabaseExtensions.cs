using Shop.AppHost.Local;

namespace Shop.AppHost.Databases;

internal static class ServiceDatabaseExtensions
{
    /// <summary>Adds a database that only the role of its service can open; both are made when the server is ready.</summary>
    public static IResourceBuilder<ServiceDatabaseResource> AddServiceDatabase(
        this IResourceBuilder<IResourceWithConnectionString> server, string name, string service)
    {
        var builder = server.ApplicationBuilder;
        var password = ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(
            builder, $"{name}-password", special: false);
        var endpoint = new EndpointReference((IResourceWithEndpoints)server.Resource, ServerExtensions.EndpointName);
        var database = new ServiceDatabaseResource(name, service, password, server.Resource, endpoint);
        server.OnResourceReady((_, _, cancellationToken) => ServiceDatabaseSetup.EnsureAsync(database, cancellationToken));
        return builder.AddResource(database).WithPostgresHealthCheck(() => database.Exists);
    }
}
