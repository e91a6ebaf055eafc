using System.Collections.Concurrent;
using Npgsql;

namespace Shop.Faults.Load;

/// <summary>Looks for stocks below zero for as long as the shop runs.</summary>
internal sealed class StockWatch(string products)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<string, int> _seen = new();

    public IReadOnlyCollection<string> Seen => [.. _seen.Keys];

    /// <summary>How often it could look.</summary>
    public int Looks { get; private set; }

    public async Task WatchAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await LookAsync();
                Looks++;
            }
            catch (NpgsqlException)
            {
                // The database is away: one of the faults.
            }

            await Pause.ForAsync(Interval, stop);
        }
    }

    private async Task LookAsync()
    {
        await using var connection = new NpgsqlConnection(products);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT id, stock FROM products WHERE stock < 0", connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            _seen.TryAdd($"product {reader.GetGuid(0)} was seen with a stock of {reader.GetInt32(1)}", 0);
        }
    }
}
