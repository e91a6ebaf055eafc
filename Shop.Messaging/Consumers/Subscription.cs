using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Shop.Contracts.Events;

namespace Shop.Messaging.Consumers;

/// <summary>How deliveries of one event are read and to whom they go.</summary>
internal abstract class Subscription(string eventName)
{
    public string EventName { get; } = eventName;

    /// <summary>Reads the body; throws <see cref="JsonException"/> when it is not the event.</summary>
    public abstract object Read(ReadOnlySpan<byte> body);

    public abstract Task ConsumeAsync(IServiceProvider services, object message, CancellationToken cancellationToken);
}

internal sealed class Subscription<TEvent, TConsumer>() : Subscription(TEvent.EventName)
    where TEvent : IEvent<TEvent>
    where TConsumer : class, IConsumer<TEvent>
{
    public override object Read(ReadOnlySpan<byte> body) =>
        JsonSerializer.Deserialize(body, TEvent.JsonTypeInfo) ?? throw new JsonException("The body is null.");

    public override Task ConsumeAsync(
        IServiceProvider services, object message, CancellationToken cancellationToken) =>
        services.GetRequiredService<TConsumer>().ConsumeAsync((TEvent)message, cancellationToken);
}
