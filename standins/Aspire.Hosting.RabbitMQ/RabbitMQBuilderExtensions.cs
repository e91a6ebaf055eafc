using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Aspire.Hosting;

public static class RabbitMQBuilderExtensions
{
    private const int Port = 5672;

    /// <summary>Adds a RabbitMQ broker in a container, healthy as soon as it takes connections.</summary>
    public static IResourceBuilder<RabbitMQServerResource> AddRabbitMQ(
        this IDistributedApplicationBuilder builder, string name, IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null, int? port = null)
    {
        var broker = new RabbitMQServerResource(
            name,
            userName?.Resource,
            password?.Resource ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(
                builder, $"{name}-password", special: false));
        var check = $"{name}_check";
        builder.Services.AddHealthChecks().AddAsyncCheck(check, cancellationToken => CheckAsync(broker, cancellationToken));
        return builder.AddResource(broker)
            .WithEndpoint(port: port, targetPort: Port, name: "tcp")
            .WithImage("library/rabbitmq", "4.2")
            .WithImageRegistry("docker.io")
            .WithEnvironment(context =>
            {
                context.EnvironmentVariables["RABBITMQ_DEFAULT_USER"] = broker.UserNameReference;
                context.EnvironmentVariables["RABBITMQ_DEFAULT_PASS"] = broker.PasswordParameter;
            })
            .WithHealthCheck(check);
    }

    /// <summary>Keeps the data in a named volume.</summary>
    public static IResourceBuilder<RabbitMQServerResource> WithDataVolume(
        this IResourceBuilder<RabbitMQServerResource> builder, string? name = null, bool isReadOnly = false) =>
        builder
            .WithVolume(name ?? VolumeName.Of(builder, "data"), "/var/lib/rabbitmq", isReadOnly)
            // The broker keeps its data under its name, which is otherwise the container's id.
            .WithEnvironment("RABBITMQ_NODENAME", "rabbit@localhost");

    private static async Task<HealthCheckResult> CheckAsync(
        RabbitMQServerResource broker, CancellationToken cancellationToken)
    {
        try
        {
            var uri = await broker.ConnectionStringExpression.GetValueAsync(cancellationToken);
            var factory = new ConnectionFactory { Uri = new Uri(uri!), AutomaticRecoveryEnabled = false };
            await using var connection = await factory.CreateConnectionAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (BrokerUnreachableException exception)
        {
            return HealthCheckResult.Unhealthy(exception.Message, exception);
        }
    }
}
