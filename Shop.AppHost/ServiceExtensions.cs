namespace Shop.AppHost;

internal static class ServiceExtensions
{
    private const string HealthPath = "/health";

    /// <summary>A service of the shop, with the endpoints that its appsettings.json declares.</summary>
    public static IResourceBuilder<ProjectResource> AddService<TProject>(
        this IDistributedApplicationBuilder builder, string name, int replicas = 1)
        where TProject : IProjectMetadata, new() =>
        builder.AddProject<TProject>(name)
            .WithReplicas(replicas)
            // The table at the end of start-up says where they listen.
            .WithEnvironment("Logging__LogLevel__Microsoft.Hosting.Lifetime", "Warning")
            .WithHttpHealthCheck(HealthPath, endpointName: "http");

    /// <summary>The binary of a service, which brings its database up to date and ends.</summary>
    public static IResourceBuilder<ProjectResource> AddMigrations<TProject>(
        this IDistributedApplicationBuilder builder, string service,
        IResourceBuilder<IResourceWithConnectionString> database)
        where TProject : IProjectMetadata, new() =>
        builder.AddProject<TProject>($"{service}-migrations", options => options.ExcludeKestrelEndpoints = true)
            .WithArgs("migrate")
            .WithReference(database)
            .WaitFor(database);
}
