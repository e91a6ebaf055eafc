using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shop.Contracts;
using Shop.Contracts.Events;

namespace Shop.Messaging.Consumers;

/// <summary>How deliveries of one event are read and to whom they go.</summary>
internal abstract class Subscription(string eventName)
{
    public string EventName { get; } = eventName;

    /// <summary>Reads the body; throws <see cref="JsonException"/> when it is not the event.</summary>
    public abstract object Read(ReadOnlySpan<byte> body);

    /// <summary>Hands messages to the consumer, each with its span.</summary>
    public abstract Task ConsumeAsync(
        IServiceProvider services,
        IEnumerable<(object Content, Activity? Activity)> messages,
        CancellationToken cancellationToken);
}

internal sealed class Subscription<TEvent, TConsumer>() : Subscription(TEvent.EventName)
    where TEvent : IEvent<TEvent>
    where TConsumer : class, IConsumer<TEvent>
{
    public override object Read(ReadOnlySpan<byte> body) =>
        JsonSerializer.Deserialize(body, TEvent.JsonTypeInfo) ?? throw new JsonException("The body is null.");

    public override Task ConsumeAsync(
        IServiceProvider services,
        IEnumerable<(object Content, Activity? Activity)> messages,
        CancellationToken cancellationToken) =>
        services.GetRequiredService<TConsumer>().ConsumeAsync(
            [.. messages.Select(message => new Received<TEvent>((TEvent)message.Content, message.Activity))],
            cancellationToken);
}

/// <summary>Ends the start of a service whose queue takes an event for which it has no consumer.</summary>
internal sealed class SubscriptionsValidation(MessagingService service, IEnumerable<Subscription> subscriptions)
    : IValidateOptions<MessagingOptions>
{
    public ValidateOptionsResult Validate(string? name, MessagingOptions options)
    {
        string[] missing =
        [
            .. MessagingNames.ConsumedBy(service.Name)
                .Except(subscriptions.Select(subscription => subscription.EventName))
                .Order(StringComparer.Ordinal)
                .Select(eventName => $"The service '{service.Name}' has no consumer for {eventName}, which "
                    + $"{nameof(MessagingNames)}.{nameof(MessagingNames.Subscriptions)} says that it consumes."),
        ];

        return missing.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(missing);
    }
}
