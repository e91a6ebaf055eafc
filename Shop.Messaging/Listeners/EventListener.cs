using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Shop.Contracts.Events;
using Shop.Messaging.Broker;
using Shop.Messaging.Consumers;
using Shop.ServiceDefaults;

namespace Shop.Messaging.Listeners;

/// <summary>
/// Hears an event in every process of a service, for as long as it listens. Nothing is kept for a process that is away:
/// what it missed is lost, and <see cref="OnListeningAsync"/> says when to look for it.
/// </summary>
public abstract partial class EventListener<TEvent>(IServiceProvider services, ILogger logger) : BackgroundService
    where TEvent : IEvent<TEvent>
{
    private const int MaxQueueLength = 10_000;

    private readonly LoopState _state =
        services.GetRequiredService<MessagingState>().AddListener(TEvent.EventName);

    private readonly MessagingOptions _options = services.GetRequiredService<IOptions<MessagingOptions>>().Value;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => ConsumeLoop.RunAsync(
        services.GetRequiredService<BrokerStart>(),
        _state,
        _options,
        ListenAsync,
        exception => Log.Interrupted(logger, TEvent.EventName, exception),
        stoppingToken);

    /// <summary>Called whenever listening has begun, at the start and after a lost connection.</summary>
    protected abstract Task OnListeningAsync(CancellationToken cancellationToken);

    /// <summary>Called for each event, one after the other.</summary>
    protected abstract Task OnEventAsync(TEvent message, CancellationToken cancellationToken);

    private async Task ListenAsync(BackOff backOff, CancellationToken cancellationToken)
    {
        var connection = await services.ConnectAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        var queue = await Topology.DeclareListenerQueueAsync(
            channel, TEvent.EventName, MaxQueueLength, cancellationToken);
        var deliveries = await DeliveryQueue.StartAsync(channel, queue, _options.Prefetch, cancellationToken);
        await OnListeningAsync(cancellationToken);
        _state.Trouble = null;
        backOff.Reset();
        while (true)
        {
            var taken = await deliveries.TakeAsync(_options.ConsumeBatchSize, cancellationToken);
            foreach (var message in taken.SelectMany(Read))
            {
                await OnEventAsync(message, cancellationToken);
            }

            await channel.BasicAckAsync(taken[^1].Tag, multiple: true, cancellationToken);
        }
    }

    private List<TEvent> Read(Delivery delivery)
    {
        var messages = new List<TEvent>();
        try
        {
            foreach (var single in CloudEventBatch.EventsOf(delivery))
            {
                messages.Add(
                    JsonSerializer.Deserialize(single.Body, TEvent.JsonTypeInfo)
                    ?? throw new JsonException("The body is null."));
            }
        }
        catch (Exception exception) when (exception is JsonException or MalformedDeliveryException)
        {
            Log.Malformed(logger, TEvent.EventName, exception);
        }

        return messages;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Listening for {EventName} is interrupted and starts again")]
        public static partial void Interrupted(ILogger logger, string eventName, Exception exception);

        [LoggerMessage(LogLevel.Warning, "A message that is not {EventName} is passed over")]
        public static partial void Malformed(ILogger logger, string eventName, Exception exception);
    }
}

/// <summary>Adds listeners to a service that has neither outbox nor inbox.</summary>
public static class ListenerExtensions
{
    /// <summary>Adds the broker.</summary>
    /// <param name="builder">The host; the broker's connection is the one of Aspire.RabbitMQ.Client.</param>
    /// <param name="service">The service's name, which the broker shows for the connection.</param>
    public static void AddListening(this IHostApplicationBuilder builder, string service) => builder.AddBroker(service);

    /// <summary>Adds a listener.</summary>
    /// <typeparam name="TListener">An <see cref="EventListener{TEvent}"/>.</typeparam>
    public static void AddEventListener<TListener>(this IHostApplicationBuilder builder)
        where TListener : class, IHostedService =>
        builder.Services.AddHostedService<TListener>();
}
