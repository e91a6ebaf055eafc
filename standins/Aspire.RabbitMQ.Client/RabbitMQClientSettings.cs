namespace Aspire.RabbitMQ.Client;

/// <summary>How a service connects to RabbitMQ and what is observed of it.</summary>
public sealed class RabbitMQClientSettings
{
    /// <summary>An AMQP URI: <c>amqp://user:password@host:port/vhost</c>.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>How often a failed first connect is tried again; 0 is never.</summary>
    public int MaxConnectRetryCount { get; set; } = 5;

    /// <summary>Whether the connection is made when it is first asked for and not when the host starts.</summary>
    public bool DisableAutoActivation { get; set; }

    public bool DisableHealthChecks { get; set; }

    public bool DisableTracing { get; set; }
}
