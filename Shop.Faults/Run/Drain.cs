using System.Diagnostics;
using Npgsql;
using Shop.Contracts;
using Shop.Faults.Checker;
using Shop.Faults.Cluster;

namespace Shop.Faults.Run;

/// <summary>Waits until everything that is on its way has arrived.</summary>
internal sealed class Drain(ShopCluster shop)
{
    /// <summary>A delivery that has failed twice waits 64 s before it is tried again.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    /// <summary>How often the shop must be found at rest: what consumers hold is known with a delay.</summary>
    private const int LooksAtRest = 5;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(300);

    private readonly ShopQueues _queues = new(shop.RabbitMQ, shop.VirtualHost);

    /// <summary>How long it took; null when something is still left at the end of the time.</summary>
    public async Task<TimeSpan?> UntilEmptyAsync(CancellationToken stop, TimeSpan? limit = null)
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < (limit ?? Limit))
        {
            var empty = Stopwatch.GetElapsedTime(started);
            for (var look = 0; await IsEmptyAsync(); look++)
            {
                if (look == LooksAtRest)
                {
                    return empty;
                }

                await Task.Delay(BetweenLooks, stop);
            }

            await Task.Delay(BetweenLooks, stop);
        }

        return null;
    }

    private async Task<bool> IsEmptyAsync()
    {
        foreach (var service in ShopCluster.Stateful)
        {
            if (await CountAsync(service, "SELECT count(*) FROM outbox") > 0)
            {
                return false;
            }
        }

        return await CountAsync(ResourceNames.Orders, "SELECT count(*) FROM orders WHERE status = 'Pending'") == 0
            && (await _queues.CountAsync()).Values.All(messages => messages == 0)
            && await _queues.UnacknowledgedAsync() == 0;
    }

    private async Task<long> CountAsync(string service, string sql)
    {
        await using var connection = new NpgsqlConnection(shop.Databases[service]);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);

        return (long)(await command.ExecuteScalarAsync())!;
    }
}
