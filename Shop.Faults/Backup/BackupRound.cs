using System.Globalization;
using Shop.Contracts;
using Shop.Faults.Checker;
using Shop.Faults.Cluster;
using Shop.Faults.Load;
using Shop.Faults.Run;
using Shop.LocalServers;

namespace Shop.Faults.Backup;

/// <summary>
/// Backs the shop up under load, lets it go on, loses everything that has happened since with all that the broker held,
/// and restores it.
/// </summary>
/// <param name="shop">The shop, which is in order before and afterwards.</param>
/// <param name="folder">Where the backup is written; it does not exist yet.</param>
/// <param name="tell">Is told what happens.</param>
internal sealed class BackupRound(ShopCluster shop, string folder, Action<string> tell)
{
    private const int Customers = 8;

    private static readonly TimeSpan Before = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan After = TimeSpan.FromSeconds(2);

    private readonly BackupScripts _scripts = new(shop);

    public async Task<IReadOnlyList<Finding>> PlayAsync(int seed, CancellationToken stop)
    {
        var book = new AnswerBook(TextWriter.Null);
        var told = await BackUpUnderLoadAsync(book, seed, stop);

        await Task.WhenAll(shop.Replicas.Select(replica => replica.KillAsync()));
        await shop.ReplaceBrokerAsync();
        await Eventually.SucceedsAsync(() => _scripts.RestoreAsync(folder), "the end of all connections");
        await Task.WhenAll(shop.Replicas.Select(shop.RestartAsync));
        tell((await shop.CommandAsync(ResourceNames.Orders, "resend", await SinceAsync(stop))).TrimEnd());
        tell((await shop.CommandAsync(ResourceNames.Orders, "rebuild-copies")).TrimEnd());

        var drained = await new Drain(shop).UntilEmptyAsync(stop);
        var state = await new ShopStateQueries(shop.Databases, shop.RabbitMQ, shop.VirtualHost).ReadAsync(told);
        tell($"{told.Orders.Count} orders told before the backup, {state.Orders.Count} in it, "
            + $"{book.Orders.Count} told in all");

        return
        [
            .. book.Breaches,
            .. drained is null ? [new Finding("Backup", "something is left")] : Array.Empty<Finding>(),
            .. InvariantCheck.Run(state),
        ];
    }

    /// <summary>What clients had been told when the backup began, and so must be in it.</summary>
    private async Task<Told> BackUpUnderLoadAsync(AnswerBook book, int seed, CancellationToken stop)
    {
        var options = new RunOptions(seed, Before, Customers, RunOptions.UsualPace);
        var load = await ShopLoad.PrepareAsync(shop, book, options, new Random(seed));

        return await load.DuringAsync(
            async () =>
            {
                await Task.Delay(Before, stop);
                // What an administrator was told goes on to change: the ledger alone is held to what is in the backup.
                var told = new Told { Orders = book.Orders, Users = book.Users };
                await _scripts.BackUpAsync(folder);
                await Task.Delay(After, stop);

                return told;
            },
            stop);
    }

    // An hour before the backup, as the documentation says.
    private async Task<string> SinceAsync(CancellationToken stop)
    {
        var takenAt = await File.ReadAllTextAsync(Path.Combine(folder, "taken-at"), stop);

        return DateTimeOffset.Parse(takenAt, CultureInfo.InvariantCulture).AddHours(-1)
            .ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }
}
