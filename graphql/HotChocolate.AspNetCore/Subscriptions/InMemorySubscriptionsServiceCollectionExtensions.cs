using HotChocolate.Execution.Configuration;
using HotChocolate.Subscriptions;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds what delivers events to subscriptions.</summary>
public static class InMemorySubscriptionsServiceCollectionExtensions
{
    /// <summary>Adds topics within the process, for all its schemas.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="options">How slow subscribers are treated.</param>
    public static IRequestExecutorBuilder AddInMemorySubscriptions(
        this IRequestExecutorBuilder builder,
        SubscriptionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton(options ?? new SubscriptionOptions());
        builder.Services.TryAddSingleton<InMemoryTopics>();
        builder.Services.TryAddSingleton<ITopicEventSender>(s => s.GetRequiredService<InMemoryTopics>());
        builder.Services.TryAddSingleton<ITopicEventReceiver>(s => s.GetRequiredService<InMemoryTopics>());

        return builder;
    }
}
