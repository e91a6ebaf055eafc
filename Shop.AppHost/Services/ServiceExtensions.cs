using Shop.AppHost.Databases;

namespace Shop.AppHost.Services;

internal static class ServiceExtensions
{
    private const string HttpEndpoint = "http";
    private const string GrpcEndpoint = "grpc";
    private const int PublishedHttpPort = 8080;
    private const int PublishedGrpcPort = 8081;
    private const string HealthPath = "/health";

    /// <summary>A service of the shop, with the endpoints that its appsettings.json declares.</summary>
    public static IResourceBuilder<ProjectResource> AddService<TProject>(
        this IDistributedApplicationBuilder builder, string name, int replicas = 1)
        where TProject : IProjectMetadata, new() =>
        builder.AddProject<TProject>(name)
            .RunBuilt()
            .WithReplicas(replicas)
            .WithoutHttpsCertificate()
            .WithoutHttpsInside()
            .WithPublishedPorts()
            // Whoever may say where a request comes from is named by GraphQL:KnownProxies; this would believe all.
            .DisableForwardedHeaders()
            // The table at the end of start-up says where they listen.
            .WithEnvironment("Logging__LogLevel__Microsoft.Hosting.Lifetime", "Warning")
            .WithEnvironment(SendTelemetryInTime)
            .WithHttpHealthCheck(HealthPath, endpointName: HttpEndpoint);

    /// <summary>
    /// The binary of a service, which brings its database up to date and ends. Where it is published, it also makes the
    /// database and its role: there is no AppHost there that would have done so.
    /// </summary>
    public static IResourceBuilder<ProjectResource> AddMigrations<TProject>(
        this IDistributedApplicationBuilder builder, string service,
        IResourceBuilder<ServiceDatabaseResource> database)
        where TProject : IProjectMetadata, new()
    {
        var migrations = builder
            .AddProject<TProject>($"{service}-migrations", options => options.ExcludeKestrelEndpoints = true)
            .RunBuilt()
            .WithoutHttpsCertificate()
            .WithArgs("migrate")
            .WithReference(database)
            .WaitFor(database);

        return builder.ExecutionContext.IsPublishMode
            ? migrations.WithEnvironment(
                "ConnectionStrings__postgres", builder.CreateResourceBuilder(database.Resource.Parent))
            : migrations;
    }

    /// <summary>Starts the service when its database is up to date, and shows the migrations below it.</summary>
    public static IResourceBuilder<ProjectResource> WaitForMigrations(
        this IResourceBuilder<ProjectResource> service, IResourceBuilder<ProjectResource> migrations)
    {
        migrations.WithParentRelationship(service);

        return service.WaitForCompletion(migrations);
    }

    /// <summary>Names the addresses of the gateway for people.</summary>
    public static IResourceBuilder<ProjectResource> WithGraphQLLinks(
        this IResourceBuilder<ProjectResource> gateway) => gateway
        .WithUrlForEndpoint(HttpEndpoint, static url => url.DisplayText = "GraphQL editor")
        .WithUrlForEndpoint(
            HttpEndpoint,
            static _ => new ResourceUrlAnnotation { Url = "/graphql?sdl", DisplayText = "GraphQL schema" });

    // In containers, as in the images: beside each other the services need different ones.
    private static IResourceBuilder<ProjectResource> WithPublishedPorts(this IResourceBuilder<ProjectResource> service)
    {
        if (service.ApplicationBuilder.ExecutionContext.IsPublishMode)
        {
            foreach (var endpoint in service.Resource.Annotations.OfType<EndpointAnnotation>())
            {
                endpoint.TargetPort = endpoint.Name == GrpcEndpoint ? PublishedGrpcPort : PublishedHttpPort;
            }
        }

        return service;
    }

    // Publishing gives HTTPS to every project. What speaks gRPC is called inside alone: nobody would answer there.
    private static IResourceBuilder<ProjectResource> WithoutHttpsInside(this IResourceBuilder<ProjectResource> service)
    {
        var endpoints = service.Resource.Annotations.OfType<EndpointAnnotation>().ToList();
        if (service.ApplicationBuilder.ExecutionContext.IsPublishMode
            && endpoints.Exists(endpoint => endpoint.Name == GrpcEndpoint)
            && endpoints.Find(endpoint => endpoint.UriScheme == Uri.UriSchemeHttps) is { } https)
        {
            service.Resource.Annotations.Remove(https);
        }

        return service;
    }

    // The dashboard ends with the services. Who waits for it with the last telemetry, 10 s by default, is killed.
    private static void SendTelemetryInTime(EnvironmentCallbackContext context)
    {
        if (context.ExecutionContext.IsRunMode)
        {
            context.EnvironmentVariables["OTEL_EXPORTER_OTLP_TIMEOUT"] = "1000";
        }
    }

    /// <summary>
    /// Starts the binary that was built with this application: <c>dotnet run</c> would take another second and 140 MB
    /// for each process only to find it. Debuggers and <c>dotnet watch</c> start projects in their own way.
    /// </summary>
    private static IResourceBuilder<ProjectResource> RunBuilt(this IResourceBuilder<ProjectResource> project)
    {
        var configuration = project.ApplicationBuilder.Configuration;
        var binary = ServiceBinary.Of(project.Resource);
        var isLedByTool = configuration["DEBUG_SESSION_PORT"] is { Length: > 0 }
            || configuration["DOTNET_WATCH"] is { Length: > 0 };

        return isLedByTool || !project.ApplicationBuilder.ExecutionContext.IsRunMode || !File.Exists(binary.Path)
            ? project
            : project.WithAnnotation(new ExecutableAnnotation
            {
                Command = binary.Path,
                WorkingDirectory = binary.ProjectDirectory,
            });
    }
}
