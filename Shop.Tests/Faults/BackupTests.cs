using Shop.Faults.Backup;

namespace Shop.Tests.Faults;

[Collection(ClusterCollection.Name)]
public sealed class BackupTests(ClusterFixture fixture) : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("shop-backup-").FullName;

    [Fact]
    public async Task A_backup_under_load_is_of_one_moment_and_what_was_on_its_way_is_made_good()
    {
        var told = new List<string>();
        var round = new BackupRound(fixture.Cluster, Path.Combine(_directory, "backup"), told.Add);

        var findings = await round.PlayAsync(seed: 1, TestContext.Current.CancellationToken);

        Assert.True(findings.Count == 0, string.Join('\n', [.. findings.Select(finding => $"{finding}"), .. told]));
    }

    [Fact]
    public async Task Nothing_is_dropped_while_somebody_is_connected_or_for_files_that_are_no_backup()
    {
        var scripts = new BackupScripts(fixture.Cluster);
        var folder = Path.Combine(_directory, "untouched");
        await scripts.BackUpAsync(folder);

        var connected = await Assert.ThrowsAsync<LocalServerException>(() => scripts.RestoreAsync(folder));
        var again = await Assert.ThrowsAsync<LocalServerException>(() => scripts.BackUpAsync(folder));
        await File.AppendAllTextAsync(
            Path.Combine(folder, "orders.dump"), "spoilt", TestContext.Current.CancellationToken);
        var spoilt = await Assert.ThrowsAsync<LocalServerException>(() => scripts.RestoreAsync(folder));

        Assert.Contains("stop the services first", connected.Message, StringComparison.Ordinal);
        Assert.Contains("exists already", again.Message, StringComparison.Ordinal);
        Assert.Contains("is not what backup.sh wrote", spoilt.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
