using System.Diagnostics;
using System.Net.Sockets;
using Polly;
using Polly.Retry;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Aspire.RabbitMQ.Client;

/// <summary>Makes the first connection; the client library itself restores a lost one.</summary>
internal static class RabbitMQConnector
{
    public const string ActivitySourceName = "Aspire.RabbitMQ.Client";

    private static readonly ActivitySource Source = new(ActivitySourceName);

    /// <summary>
    /// Connects, trying again after 1, 2, 4 … seconds while the broker cannot be reached. A container resolves its
    /// singletons synchronously, so this blocks; nothing it waits for needs the caller's thread.
    /// </summary>
    public static IConnection Connect(IConnectionFactory factory, int retries)
    {
        using var activity = Source.StartActivity("rabbitmq connect", ActivityKind.Client);
        try
        {
            return Pipeline(retries).Execute(static factory => ConnectOnce(factory), factory);
        }
        catch (Exception exception)
        {
            Fail(activity, exception);
            throw;
        }
    }

    private static IConnection ConnectOnce(IConnectionFactory factory)
    {
        using var activity = Source.StartActivity("rabbitmq connect attempt", ActivityKind.Client);
        if (activity is not null && factory is ConnectionFactory { Endpoint: var endpoint })
        {
            activity.SetTag("messaging.system", "rabbitmq");
            activity.SetTag("server.address", endpoint.HostName);
            activity.SetTag("server.port", endpoint.Port);
        }

        try
        {
            return Task.Run(() => factory.CreateConnectionAsync()).GetAwaiter().GetResult();
        }
        catch (Exception exception)
        {
            Fail(activity, exception);
            throw;
        }
    }

    private static ResiliencePipeline Pipeline(int retries) => retries <= 0
        ? ResiliencePipeline.Empty
        : new ResiliencePipelineBuilder()
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<SocketException>().Handle<BrokerUnreachableException>(),
                BackoffType = DelayBackoffType.Exponential,
                MaxRetryAttempts = retries,
                Delay = TimeSpan.FromSeconds(1),
            })
            .Build();

    private static void Fail(Activity? activity, Exception exception)
    {
        activity?.AddException(exception);
        activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
    }
}
