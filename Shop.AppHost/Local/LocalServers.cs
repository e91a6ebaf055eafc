using Microsoft.Extensions.DependencyInjection;
using Shop.AppHost.Databases;
using Shop.AppHost.Startup;

namespace Shop.AppHost.Local;

/// <summary>PostgreSQL and RabbitMQ: in containers where a container engine answers, else as local processes.</summary>
internal static class LocalServers
{
    public const string EndpointName = "tcp";
    public const string PortMapperEndpointName = "epmd";
    public const string DistributionEndpointName = "distribution";

    // The same on every start, so that tools can keep their connections.
    private const int PostgresPort = 15432;
    private const int RabbitMQPort = 15673;
    private const int PortMapperPort = 15674;
    private const int DistributionPort = 15675;

    public static IResourceBuilder<IResourceWithConnectionString> AddPostgresServer(
        this IDistributedApplicationBuilder builder, string name)
    {
        if (builder.UsesContainers())
        {
            return builder.AddPostgres(name).WithDataVolume();
        }

        var password = ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(
            builder, $"{name}-password", special: false);
        var server = new LocalPostgresResource(name, password);
        var data = builder.GetDataDirectory();
        var cluster = new PostgresCluster(Path.Combine(data.Path, name));
        builder.CheckBeforeStart(() => PostgresCluster.Find("postgres"));
        builder.Eventing.Subscribe<BeforeStartEvent>((_, cancellationToken) => cluster.EndOrphanAsync(cancellationToken));
        return builder.AddResource(server)
            .WithEndpoint(port: PostgresPort, scheme: "tcp", name: EndpointName)
            .WithArgs(context => AddArguments(context, server, cluster, data.IsTemporary))
            .WithPostgresHealthCheck(() => cluster.IsReady)
            .OnBeforeResourceStarted(async (_, _, cancellationToken) =>
            {
                await data.CreateAsync(name, LocalPostgresResource.User, cancellationToken);
                await cluster.PrepareAsync((await password.GetValueAsync(cancellationToken))!, cancellationToken);
            });
    }

    public static IResourceBuilder<IResourceWithConnectionString> AddBroker(
        this IDistributedApplicationBuilder builder, string name)
    {
        if (builder.UsesContainers())
        {
            return builder.AddRabbitMQ(name).WithDataVolume();
        }

        var password = ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(
            builder, $"{name}-password", special: false);
        var broker = new LocalRabbitMQResource(name, password);
        var data = builder.GetDataDirectory();
        var node = new RabbitMQNode(Path.Combine(data.Path, name));
        builder.CheckBeforeStart(() => RabbitMQNode.FindServer());
        return builder.AddResource(broker)
            .WithEndpoint(port: RabbitMQPort, scheme: "tcp", name: EndpointName)
            .WithEndpoint(port: PortMapperPort, scheme: "tcp", name: PortMapperEndpointName)
            .WithEndpoint(port: DistributionPort, scheme: "tcp", name: DistributionEndpointName)
            .WithArgs(context => AddArguments(
                context, [.. LocalServerResource.Supervised(RabbitMQNode.User, "TERM"), RabbitMQNode.FindServer()]))
            .WithEnvironment(context =>
            {
                foreach (var (variable, value) in node.Variables(broker))
                {
                    context.EnvironmentVariables[variable] = value;
                }
            })
            .WithRabbitMQHealthCheck()
            .OnBeforeResourceStarted(async (_, _, cancellationToken) =>
            {
                await data.CreateAsync(name, RabbitMQNode.User, cancellationToken);
                await node.PrepareAsync((await password.GetValueAsync(cancellationToken))!, cancellationToken);
                await data.CreateAsync(name, RabbitMQNode.User, cancellationToken);
            });
    }

    private static void AddArguments(
        CommandLineArgsCallbackContext context, LocalPostgresResource server, PostgresCluster cluster, bool isTemporary)
    {
        var port = server.PrimaryEndpoint.Property(EndpointProperty.TargetPort);
        AddArguments(context,
        [
            .. LocalServerResource.Supervised(LocalPostgresResource.User, "INT"), PostgresCluster.Find("postgres"),
            "-D", cluster.Data, "-p", port, "-c", "listen_addresses=localhost", "-c", "unix_socket_directories=",
            "-c", "max_connections=200", "-c", "log_min_messages=fatal", "-c", $"fsync={(isTemporary ? "off" : "on")}",
        ]);
    }

    private static void AddArguments(CommandLineArgsCallbackContext context, object[] arguments)
    {
        foreach (var argument in arguments)
        {
            context.Args.Add(argument);
        }
    }

    private static bool UsesContainers(this IDistributedApplicationBuilder builder) =>
        builder.ExecutionContext.IsPublishMode
        || (builder.GetContainers() ?? ContainerEngine.Answers());

    public static DataDirectory GetDataDirectory(this IDistributedApplicationBuilder builder)
    {
        if (builder.Services.FirstOrDefault(s => s.ServiceType == typeof(DataDirectory)) is { } existing)
        {
            return (DataDirectory)existing.ImplementationInstance!;
        }

        var data = DataDirectory.Of(builder);
        builder.Services.AddSingleton(data);
        builder.Services.AddHostedService(_ => data);
        builder.CheckBeforeStart(data.Claim);
        return data;
    }
}
