using System.Diagnostics;
using Shop.Contracts;
using Shop.Faults.Checker;
using Shop.Faults.Cluster;
using Shop.Faults.Load;
using Shop.Faults.Run;
using Shop.LocalServers;

namespace Shop.Faults.Upgrade;

/// <summary>
/// From one version to the next under load: the new migrations while the old version serves, then one process after
/// the other, and one service back again.
/// </summary>
internal sealed class UpgradeRun(
    ShopCluster shop, RunOptions options, string from, string back, History history, TextWriter answers)
    : ShopRun(shop, options, history, answers)
{
    /// <summary>Who is called is new before who calls.</summary>
    private static readonly string[] Order = [.. ShopCluster.Stateful, ResourceNames.Gateway];

    protected override async Task<Outcome> PlayAsync(
        ShopLoad load, AnswerBook book, Random random, CancellationToken stop)
    {
        try
        {
            await PhaseAsync(book, "old version", stop);
            await MigrateAsync(book);
            await PhaseAsync(book, "old version, new tables", stop);
            foreach (var service in Order)
            {
                await ReplaceAsync(book, service, $"{service} rolls out", checkout: null, stop);
            }

            await PhaseAsync(book, "new version", stop);
            await ReplaceAsync(book, back, $"{back} rolls back", from, stop);
            await PhaseAsync(book, $"new version, old {back}", stop);

            return new Outcome([.. Failures(book)]);
        }
        catch (Exception exception) when (exception is LocalServerException or TimeoutException)
        {
            History.Add(exception.Message);

            return new Outcome([new Finding("Upgrade", exception.Message), .. Failures(book)]);
        }
    }

    private static IEnumerable<Finding> Failures(AnswerBook book) => book.Phases
        .Where(phase => phase.Failed > 0)
        .Select(phase => new Finding("Upgrade", $"{phase.Failed} requests failed: {phase.Name}"));

    private Task PhaseAsync(AnswerBook book, string name, CancellationToken stop)
    {
        Begin(book, name);

        return Task.Delay(Options.Duration, stop);
    }

    private async Task MigrateAsync(AnswerBook book)
    {
        Begin(book, "migrations");
        foreach (var service in ShopCluster.Stateful)
        {
            var started = Stopwatch.GetTimestamp();
            var told = await Shop.MigrateAsync(service, checkout: null);
            History.Add($"{told.Trim()} {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s");
        }
    }

    private async Task ReplaceAsync(
        AnswerBook book, string service, string name, string? checkout, CancellationToken stop)
    {
        Begin(book, name);
        foreach (var replica in Shop.Of(service))
        {
            await Shop.ReplaceAsync(replica, checkout);
            History.Add($"{replica.Name} is healthy again");
            await Task.Delay(TimeSpan.FromSeconds(1), stop);
        }
    }

    private void Begin(AnswerBook book, string phase)
    {
        History.Add(phase);
        book.Begin(phase);
    }
}
