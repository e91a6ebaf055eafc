using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shop.Messaging.Inbox;

namespace Shop.Tests.Messaging;

public sealed class InboxCleanupTests : MessagingTest
{
    [Fact]
    public async Task Removes_all_old_rows_and_keeps_the_young_ones()
    {
        await using var host = await MessagingHost.ConsumerAsync(
            Database, Broker, "Messaging:InboxRetention=7.00:00:00");
        var cleanup = host.Services.GetServices<IHostedService>().OfType<InboxCleanup<MessagingContext>>().Single();
        await AddAsync(host, InboxCleanup<MessagingContext>.BatchSize + 1, TimeSpan.FromDays(8));
        await AddAsync(host, 3, TimeSpan.FromDays(6));

        await cleanup.CleanAsync(CancellationToken.None);

        Assert.Equal(3, await host.CountAsync<InboxMessage>());
    }

    private static Task<int> AddAsync(MessagingHost host, int count, TimeSpan age) =>
        host.WithContextAsync(context => context.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO inbox (message_id, event, received_at)
             SELECT gen_random_uuid(), 'ORDER_PLACED', now() - {age} FROM generate_series(1, {count})
             """));
}
