using Aspire.RabbitMQ.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RabbitMQ.Client;

namespace Microsoft.Extensions.Hosting;

/// <summary>Registers connections to RabbitMQ.</summary>
public static class AspireRabbitMQExtensions
{
    private const string Section = "Aspire:RabbitMQ:Client";

    /// <summary>
    /// Registers a singleton connection, its factory, a health check <c>RabbitMQ.Client</c> and tracing. Settings come
    /// from the section, then from <c>ConnectionStrings:{connectionName}</c>, then from
    /// <paramref name="configureSettings"/>; the factory also from the section's <c>ConnectionFactory</c>.
    /// </summary>
    public static void AddRabbitMQClient(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<RabbitMQClientSettings>? configureSettings = null,
        Action<ConnectionFactory>? configureConnectionFactory = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionName);
        var section = builder.Configuration.GetSection(Section);
        var settings = ReadSettings(builder.Configuration, section, connectionName);
        configureSettings?.Invoke(settings);

        builder.Services.AddSingleton<IConnectionFactory>(_ =>
        {
            var factory = CreateFactory(settings, section, connectionName);
            configureConnectionFactory?.Invoke(factory);
            return factory;
        });
        builder.Services.AddSingleton(services =>
            RabbitMQConnector.Connect(services.GetRequiredService<IConnectionFactory>(), settings.MaxConnectRetryCount));
        Observe(builder.Services, settings);
    }

    private static RabbitMQClientSettings ReadSettings(
        IConfiguration configuration, IConfigurationSection section, string connectionName)
    {
        var settings = new RabbitMQClientSettings();
        section.Bind(settings);
        if (configuration.GetConnectionString(connectionName) is { Length: > 0 } connectionString)
        {
            settings.ConnectionString = connectionString;
        }

        return settings;
    }

    private static ConnectionFactory CreateFactory(
        RabbitMQClientSettings settings, IConfigurationSection section, string connectionName)
    {
        var factory = new ConnectionFactory();
        section.GetSection(nameof(ConnectionFactory)).Bind(factory);
        if (string.IsNullOrEmpty(settings.ConnectionString))
        {
            throw new InvalidOperationException(
                $"ConnectionString is missing. It should be provided in 'ConnectionStrings:{connectionName}' or under "
                + $"the 'ConnectionString' key in '{Section}'.");
        }

        factory.Uri = new Uri(settings.ConnectionString);
        return factory;
    }

    private static void Observe(IServiceCollection services, RabbitMQClientSettings settings)
    {
        if (!settings.DisableAutoActivation)
        {
            services.AddHostedService<RabbitMQActivation>();
        }

        if (!settings.DisableTracing)
        {
            services.AddOpenTelemetry().WithTracing(static tracing => tracing
                .AddSource(RabbitMQConnector.ActivitySourceName)
                .AddSource("RabbitMQ.Client.*"));
        }

        if (!settings.DisableHealthChecks)
        {
            services.AddHealthChecks().Add(new HealthCheckRegistration(
                "RabbitMQ.Client", static services => new RabbitMQHealthCheck(services), failureStatus: null, tags: null));
        }
    }
}
