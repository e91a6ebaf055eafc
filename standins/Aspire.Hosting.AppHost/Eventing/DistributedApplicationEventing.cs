using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Eventing;

internal sealed class DistributedApplicationEventing : IDistributedApplicationEventing
{
    private ImmutableList<Entry> _entries = [];

    public DistributedApplicationEventSubscription Subscribe<T>(Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationEvent => Add(null, callback);

    public DistributedApplicationEventSubscription Subscribe<T>(IResource resource, Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationResourceEvent => Add(resource, callback);

    public void Unsubscribe(DistributedApplicationEventSubscription subscription) =>
        ImmutableInterlocked.Update(ref _entries, entries => entries.RemoveAll(e => e.Subscription == subscription));

    public async Task PublishAsync<T>(T @event, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent
    {
        var resource = (@event as IDistributedApplicationResourceEvent)?.Resource;
        foreach (var entry in _entries.Where(e => e.Type == typeof(T) && (e.Resource is null || e.Resource == resource)))
        {
            await entry.Subscription.Callback(@event, cancellationToken);
        }
    }

    private DistributedApplicationEventSubscription Add<T>(IResource? resource, Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationEvent
    {
        var subscription = new DistributedApplicationEventSubscription((e, token) => callback((T)e, token));
        ImmutableInterlocked.Update(
            ref _entries, (entries, added) => entries.Add(added), new Entry(typeof(T), resource, subscription));
        return subscription;
    }

    private sealed record Entry(Type Type, IResource? Resource, DistributedApplicationEventSubscription Subscription);
}
