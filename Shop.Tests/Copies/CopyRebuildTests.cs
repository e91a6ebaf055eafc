using Npgsql;
using Shop.Copies;

namespace Shop.Tests.Copies;

public sealed class CopyRebuildTests : IAsyncLifetime
{
    private CopiedTable _copy = null!;

    public async ValueTask InitializeAsync() => _copy = await CopiedTable.CreateAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Fills_an_empty_copy_and_then_finds_nothing_to_write()
    {
        _copy.HasAtSource(1..6);

        Assert.Equal(new CopyRebuildResult(Read: 5, Written: 5, Removed: 0), await _copy.RebuildAsync());
        Assert.Equal(new CopyRebuildResult(Read: 5, Written: 0, Removed: 0), await _copy.RebuildAsync());
        Assert.Equal(_copy.SourceRows, await _copy.ReadCopyAsync());
    }

    [Fact]
    public async Task Empties_the_copy_of_an_empty_source()
    {
        await _copy.KeepAsync(1);

        Assert.Equal(new CopyRebuildResult(Read: 0, Written: 0, Removed: 1), await _copy.RebuildAsync());
        Assert.Empty(await _copy.ReadCopyAsync());
    }

    [Fact]
    public async Task Repairs_rows_that_are_wrong_missing_extra_old_or_newer_than_they_can_be()
    {
        _copy.HasAtSource(1..8);
        await _copy.KeepAsync(1);
        await _copy.KeepAsync(2, name: "wrong");
        await _copy.KeepAsync(4, version: 0);
        await _copy.KeepAsync(5, name: "wrong", version: 9);
        await _copy.KeepAsync(0);
        await _copy.KeepAsync(99);

        var result = await _copy.RebuildAsync();

        Assert.Equal(new CopyRebuildResult(Read: 7, Written: 6, Removed: 2), result);
        Assert.Equal(_copy.SourceRows, await _copy.ReadCopyAsync());
    }

    [Fact]
    public async Task Keeps_a_newer_version_that_an_event_brings_meanwhile()
    {
        _copy.HasAtSource(1..4);
        await _copy.KeepAsync(2, version: 1);
        _copy.BeforePage = async _ =>
        {
            await _copy.KeepAsync(2, name: "jar", version: 2);
            await _copy.KeepAsync(3, name: "jar", version: 2);
        };

        await _copy.RebuildAsync();

        Assert.Equal(
            [(CopiedTable.Id(1), "mug", 1), (CopiedTable.Id(2), "jar", 2), (CopiedTable.Id(3), "jar", 2)],
            await _copy.ReadCopyAsync());
    }

    [Fact]
    public async Task A_row_that_is_created_after_its_page_was_streamed_survives()
    {
        _copy.HasAtSource(2..7);
        await _copy.KeepAsync(9);
        _copy.BeforePage = page => page == 1 ? _copy.KeepAsync(1) : Task.CompletedTask;

        var result = await _copy.RebuildAsync();

        Assert.Equal(1, result.Removed);
        Assert.Equal(
            [.. Enumerable.Range(1, 6).Select(CopiedTable.Id)], (await _copy.ReadCopyAsync()).Select(row => row.Id));
    }

    [Fact]
    public async Task A_rebuild_that_ended_halfway_has_removed_nothing_and_the_next_one_completes_it()
    {
        _copy.HasAtSource(1..7);
        await _copy.KeepAsync(99);
        _copy.BeforePage = page => page == 2 ? throw new IOException("gone") : Task.CompletedTask;

        await Assert.ThrowsAsync<IOException>(_copy.RebuildAsync);

        Assert.Equal(
            [.. new[] { 1, 2, 3, 4, 99 }.Select(CopiedTable.Id)], (await _copy.ReadCopyAsync()).Select(row => row.Id));
        _copy.BeforePage = _ => Task.CompletedTask;
        await _copy.RebuildAsync();
        Assert.Equal(_copy.SourceRows, await _copy.ReadCopyAsync());
    }

    [Fact]
    public async Task Of_rows_that_events_bring_the_highest_version_stays_whatever_their_order()
    {
        var (one, two) = (CopiedTable.Id(1), CopiedTable.Id(2));

        Assert.Equal(2, await _copy.KeepNewerAsync(new(two, "mug", 2), new(one, "mug", 1), new(one, "jar", 3)));
        Assert.Equal(0, await _copy.KeepNewerAsync(new MugCopy(one, "cup", 2), new MugCopy(two, "mug", 2)));
        Assert.Equal(1, await _copy.KeepNewerAsync(new MugCopy(two, "bowl", 4)));
        Assert.Equal(0, await _copy.KeepNewerAsync());

        Assert.Equal([(one, "jar", 3), (two, "bowl", 4)], await _copy.ReadCopyAsync());
    }

    [Fact]
    public async Task Several_at_once_do_no_harm()
    {
        var copy = await CopiedTable.CreateAsync(pageSize: 50);
        copy.HasAtSource(1000..3000);
        foreach (var number in Enumerable.Range(990, 20))
        {
            await copy.KeepAsync(number, name: "wrong");
        }

        await Task.WhenAll(copy.RebuildAsync(), copy.RebuildAsync(), copy.RebuildAsync());

        Assert.Equal(copy.SourceRows, await copy.ReadCopyAsync());
    }

    [Fact]
    public async Task A_deadlock_with_a_batch_of_events_is_survived_by_both()
    {
        _copy.HasAtSource(1..3);
        await _copy.KeepAsync(1, name: "wrong");
        await _copy.KeepAsync(2, name: "wrong");
        await using var connection = await _copy.OpenAsync();
        await using var events = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await ExecuteAsync(connection, "SET LOCAL deadlock_timeout = '60s'");
        await ExecuteAsync(connection, Update(2));

        var rebuild = _copy.RebuildAsync();
        await Eventually.TrueAsync(
            RebuildWaitsForLockAsync,
            "the rebuild waits for the events");
        await ExecuteAsync(connection, Update(1));
        await events.CommitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, (await rebuild).Read);
        Assert.Equal(
            [(CopiedTable.Id(1), "jar", 2), (CopiedTable.Id(2), "jar", 2)], await _copy.ReadCopyAsync());
    }

    private static string Update(int number) =>
        $"UPDATE {CopiedTable.Table} SET name = 'jar', version = 2 WHERE id = '{CopiedTable.Id(number)}'";

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<bool> RebuildWaitsForLockAsync()
    {
        await using var connection = await _copy.OpenAsync();
        await using var command = new NpgsqlCommand(
            $"""
             SELECT EXISTS (SELECT FROM pg_stat_activity
                            WHERE datname = current_database() AND wait_event_type = 'Lock'
                              AND query LIKE '%INSERT INTO {CopiedTable.Table} %')
             """,
            connection);

        return await command.ExecuteScalarAsync() is true;
    }
}
