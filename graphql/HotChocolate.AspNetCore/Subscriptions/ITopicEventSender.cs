namespace HotChocolate.Subscriptions;

/// <summary>Publishes events to the subscribers of a topic.</summary>
public interface ITopicEventSender
{
    /// <summary>Sends an event to whoever is subscribed now; nobody need be.</summary>
    /// <exception cref="InvalidOperationException">The topic's subscribers take events of another type.</exception>
    ValueTask SendAsync<TMessage>(string topicName, TMessage message, CancellationToken cancellationToken = default);

    /// <summary>Ends the topic's streams once their subscribers have read what is buffered.</summary>
    ValueTask CompleteAsync(string topicName);
}
