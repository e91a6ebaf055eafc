using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Shop.ServiceDefaults.Startup;
using Shop.ServiceDefaults.Telemetry;

namespace Shop.ServiceDefaults.Broker;

public static class BrokerExtensions
{
    /// <summary>
    /// The connection to RabbitMQ (a singleton IConnection), its health check and tracing. It is made when it is first
    /// asked for: a service starts and serves while the broker is down.
    /// </summary>
    /// <param name="builder">The host.</param>
    /// <param name="connectionName">The key below <c>ConnectionStrings</c>.</param>
    /// <exception cref="ConfigurationException">The connection string is missing or malformed.</exception>
    public static IHostApplicationBuilder AddBroker(this IHostApplicationBuilder builder, string connectionName)
    {
        CheckConnectionString(builder.Configuration, connectionName);
        builder.AddRabbitMQClient(
            connectionName,
            settings =>
            {
                settings.DisableAutoActivation = true;
                settings.DisableTracing = !builder.Configuration.ExportsTelemetry();
            },
            factory => factory.ClientProvidedName = builder.Environment.ApplicationName);

        return builder;
    }

    private static void CheckConnectionString(IConfiguration configuration, string connectionName)
    {
        var setting = $"ConnectionStrings:{connectionName}";
        if (configuration.GetConnectionString(connectionName) is not { Length: > 0 } value)
        {
            throw new ConfigurationException(setting, "is missing: the AMQP URI of a RabbitMQ server is needed.");
        }

        if (!Uri.TryCreate(value, UriKind.Absolute, out var uri)
            || uri is not { Scheme: "amqp" or "amqps", Host.Length: > 0 })
        {
            throw new ConfigurationException(setting, "is malformed: expected amqp://user:password@host:port.");
        }
    }
}
