namespace Hosting.Tests;

/// <summary>The servers in containers, as they are described: none is run.</summary>
public class ServerModelTests
{
    [Fact]
    public async Task Describes_a_PostgreSQL_server()
    {
        using var builder = DistributedApplicationTestingBuilder.Create();
        var password = builder.AddParameter("password", "secret", secret: true);
        var server = builder.AddPostgres("postgres", password: password).WithDataVolume("data").Resource;

        AssertModel(server, "docker.io/library/postgres:17.6", 5432, "postgres_check", "/var/lib/postgresql/data");
        Assert.Equal(
            "Host={postgres.bindings.tcp.host};Port={postgres.bindings.tcp.port};Username=postgres;Password={password.value}",
            server.ConnectionStringExpression.ValueExpression);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["POSTGRES_HOST_AUTH_METHOD"] = "scram-sha-256",
                ["POSTGRES_INITDB_ARGS"] = "--auth-host=scram-sha-256 --auth-local=scram-sha-256",
                ["POSTGRES_USER"] = "postgres",
                ["POSTGRES_PASSWORD"] = "secret",
            },
            await EnvironmentAsync(builder, server));
    }

    [Fact]
    public async Task Describes_a_RabbitMQ_broker()
    {
        using var builder = DistributedApplicationTestingBuilder.Create();
        var user = builder.AddParameter("user", "shopkeeper");
        var password = builder.AddParameter("password", "secret", secret: true);
        var broker = builder.AddRabbitMQ("messaging", user, password).WithDataVolume("data").Resource;

        AssertModel(broker, "docker.io/library/rabbitmq:4.2", 5672, "messaging_check", "/var/lib/rabbitmq");
        Assert.Equal(
            "amqp://{user.value}:{password.value}@{messaging.bindings.tcp.host}:{messaging.bindings.tcp.port}",
            broker.ConnectionStringExpression.ValueExpression);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["RABBITMQ_DEFAULT_USER"] = "shopkeeper",
                ["RABBITMQ_DEFAULT_PASS"] = "secret",
                ["RABBITMQ_NODENAME"] = "rabbit@localhost",
            },
            await EnvironmentAsync(builder, broker));
    }

    [Fact]
    public void Generates_the_passwords_that_are_not_given()
    {
        using var builder = DistributedApplicationTestingBuilder.Create();

        Assert.Equal("postgres-password", builder.AddPostgres("postgres").Resource.PasswordParameter.Name);
        Assert.Equal("messaging-password", builder.AddRabbitMQ("messaging").Resource.PasswordParameter.Name);
    }

    private static void AssertModel(ContainerResource server, string image, int port, string check, string folder)
    {
        var from = Assert.Single(server.Annotations.OfType<ContainerImageAnnotation>());
        Assert.Equal(image, $"{from.Registry}/{from.Image}:{from.Tag}");
        var endpoint = Assert.Single(server.Annotations.OfType<EndpointAnnotation>());
        Assert.Equal(("tcp", "tcp", port), (endpoint.Name, endpoint.UriScheme, endpoint.TargetPort));
        Assert.Equal(check, Assert.Single(server.Annotations.OfType<HealthCheckAnnotation>()).Key);
        var volume = Assert.Single(server.Annotations.OfType<ContainerMountAnnotation>());
        Assert.Equal(("data", folder), (volume.Source, volume.Target));
    }

    private static async Task<Dictionary<string, string>> EnvironmentAsync(
        IDistributedApplicationBuilder builder, IResource server)
    {
        var context = new EnvironmentCallbackContext(builder.ExecutionContext, server);
        foreach (var annotation in server.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await annotation.Callback(context);
        }

        var environment = new Dictionary<string, string>();
        foreach (var (name, value) in context.EnvironmentVariables)
        {
            environment[name] = (value is IValueProvider provider ? await provider.GetValueAsync() : value.ToString()) ?? "";
        }

        return environment;
    }
}
