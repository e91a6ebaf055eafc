using Microsoft.Extensions.DependencyInjection;
using Shop.AppHost.Local;

namespace Shop.AppHost.Databases;

internal static class ServiceDatabaseExtensions
{
    private static readonly CustomResourceSnapshot Waiting = new()
    {
        ResourceType = "Database",
        IconName = "Database",
        Properties = [],
        State = KnownResourceStates.Waiting,
    };

    /// <summary>
    /// Adds a database that only the role of its service can open; both are made when the server is ready.
    /// </summary>
    public static IResourceBuilder<ServiceDatabaseResource> AddServiceDatabase(
        this IResourceBuilder<IResourceWithConnectionString> server, string name, string service,
        ConnectionBudget connections)
    {
        var builder = server.ApplicationBuilder;
        var password = ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(
            builder, $"{name}-password", special: false);
        var endpoint = new EndpointReference((IResourceWithEndpoints)server.Resource, ServerExtensions.EndpointName);
        var database = new ServiceDatabaseResource(
            name, service, password, server.Resource, endpoint, connections.PoolSize);
        server.OnResourceReady(async (_, ready, cancellationToken) =>
        {
            await ServiceDatabaseSetup.EnsureAsync(database, cancellationToken);
            await ready.Services.GetRequiredService<ResourceNotificationService>().PublishUpdateAsync(
                database,
                static snapshot => snapshot with
                {
                    State = KnownResourceStates.Running,
                    StartTimeStamp = DateTime.UtcNow,
                });
        });

        return builder.AddResource(database)
            .WithInitialState(Waiting)
            .WithPostgresHealthCheck(() => database.Exists);
    }
}
