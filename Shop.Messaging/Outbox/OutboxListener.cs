using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shop.ServiceDefaults.Database;

namespace Shop.Messaging.Outbox;

/// <summary>Wakes the relay of this process when that of another replica cannot send what it has.</summary>
internal sealed class OutboxListener<TContext>(
    OutboxSignal signal, IServiceScopeFactory scopes, ILogger<OutboxListener<TContext>> logger)
    : NotificationListener<TContext>(OutboxTable.Channel, "outbox", scopes, logger)
    where TContext : DbContext
{
    protected override void OnListening() => signal.Set();

    protected override void OnNotification(string payload) => signal.Set();
}
