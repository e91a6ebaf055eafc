using Microsoft.Extensions.DependencyInjection;
using Shop.AppHost.Databases;
using Shop.AppHost.Startup;
using Shop.LocalServers;

namespace Shop.AppHost.Local;

/// <summary>PostgreSQL and RabbitMQ: in containers where a container engine answers, else as local processes.</summary>
internal static class ServerExtensions
{
    public const string EndpointName = "tcp";

    // The same on every start, so that tools can keep their connections.
    private const int PostgresPort = 15432;
    private const int RabbitMQPort = 15673;
    private const int PortMapperPort = 15674;
    private const int DistributionPort = 15675;

    public static IResourceBuilder<IResourceWithConnectionString> AddPostgresServer(
        this IDistributedApplicationBuilder builder, string name, ConnectionBudget connections)
    {
        if (builder.UsesContainers())
        {
            return builder.AddPostgres(name)
                .WithDataVolume(builder.PublishedVolume(name))
                .WithArgs("-c", $"max_connections={connections.MaxConnections}");
        }

        var password = builder.CreatePassword(name);
        var data = builder.GetDataDirectory();
        var cluster = new PostgresCluster(
            data.PathOf(name),
            new PostgresOptions { Durable = !data.IsTemporary, MaxConnections = connections.MaxConnections });
        var port = builder.Choose(PostgresPort);
        var server = new LocalServerResource(name, endpoint => ReferenceExpression.Create(
            $"Host={endpoint.Property(EndpointProperty.Host)};Port={endpoint.Property(EndpointProperty.Port)}"
            + $";Username={PostgresCluster.User};Password={password}"));

        return builder.AddLocalServer(server, port, () => cluster.Command(port), cluster.EndOrphanAsync)
            .WithPostgresHealthCheck(() => cluster.IsReady)
            .PrepareWith(async cancellationToken =>
            {
                await data.CreateAsync(name, PostgresCluster.User, cancellationToken);
                await cluster.PrepareAsync((await password.GetValueAsync(cancellationToken))!, cancellationToken);
            });
    }

    public static IResourceBuilder<IResourceWithConnectionString> AddBroker(
        this IDistributedApplicationBuilder builder, string name)
    {
        if (builder.UsesContainers())
        {
            return builder.AddRabbitMQ(name).WithDataVolume(builder.PublishedVolume(name));
        }

        var password = builder.CreatePassword(name);
        var data = builder.GetDataDirectory();
        var port = builder.Choose(RabbitMQPort);
        var options = new RabbitMQOptions(port, builder.Choose(PortMapperPort), builder.Choose(DistributionPort));
        var node = new RabbitMQNode(data.PathOf(name), options);
        var broker = new LocalServerResource(name, endpoint => ReferenceExpression.Create(
            $"amqp://{RabbitMQNode.Administrator}:{password}@{endpoint.Property(EndpointProperty.HostAndPort)}"))
        {
            OtherPorts = [options.PortMapperPort, options.DistributionPort],
        };

        return builder.AddLocalServer(broker, port, () => node.Command, node.EndOrphanAsync)
            .WithEnvironment(context =>
            {
                foreach (var (variable, value) in node.Variables)
                {
                    context.EnvironmentVariables[variable] = value;
                }
            })
            .WithRabbitMQHealthCheck()
            .PrepareWith(async cancellationToken =>
            {
                await data.CreateAsync(name, RabbitMQNode.User, cancellationToken);
                await node.PrepareAsync((await password.GetValueAsync(cancellationToken))!, cancellationToken);
            });
    }

    private static IResourceBuilder<LocalServerResource> AddLocalServer(
        this IDistributedApplicationBuilder builder, LocalServerResource server, int port,
        Func<IReadOnlyList<string>> command, Func<CancellationToken, Task> endOrphanAsync)
    {
        builder.BeforeStart(async (_, cancellationToken) =>
        {
            // There is none where the server is not installed.
            command();
            await endOrphanAsync(cancellationToken);
        });

        return builder.AddResource(server)
            // Not proxied: every byte between the services and their servers would pass one process more.
            .WithEndpoint(port: port, targetPort: port, scheme: "tcp", name: EndpointName, isProxied: false)
            // By address: on some machines localhost has another one.
            .WithEndpoint(EndpointName, static endpoint => endpoint.TargetHost = "127.0.0.1")
            .WithArgs(context =>
            {
                foreach (var argument in command())
                {
                    context.Args.Add(argument);
                }
            });
    }

    private static IResourceBuilder<LocalServerResource> PrepareWith(
        this IResourceBuilder<LocalServerResource> server, Func<CancellationToken, Task> prepareAsync) =>
        server.OnBeforeResourceStarted(async (_, start, cancellationToken) =>
        {
            try
            {
                await LocalServerErrors.TranslateAsync(() => prepareAsync(cancellationToken));
            }
            catch (DistributedApplicationException exception)
            {
                // The orchestrator would leave the resource where it is, and whatever waits for it waiting.
                start.Services.GetService<StartupFailure>()?.End(exception.Message);
                throw;
            }
        });

    // The default has a hash of the folder in it: it tells the copies of a developer apart, and tells others nothing.
    private static string? PublishedVolume(this IDistributedApplicationBuilder builder, string name) =>
        builder.ExecutionContext.IsPublishMode ? $"shop-{name}" : null;

    private static ParameterResource CreatePassword(this IDistributedApplicationBuilder builder, string name) =>
        ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password", special: false);

    // Tests run beside each other, and beside the application.
    private static int Choose(this IDistributedApplicationBuilder builder, int port) =>
        builder.Configuration.IsUnderTest() ? LoopbackPort.FindFree() : port;

    private static bool UsesContainers(this IDistributedApplicationBuilder builder) =>
        builder.ExecutionContext.IsPublishMode
        || (builder.GetContainers() ?? ContainerEngine.Answers());
}
