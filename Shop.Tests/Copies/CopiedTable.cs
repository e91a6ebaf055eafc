using System.Runtime.CompilerServices;
using Npgsql;
using Shop.ServiceDefaults.Copies;

namespace Shop.Tests.Copies;

/// <summary>A table of a test's own that copies the rows that the test gives its source.</summary>
internal sealed class CopiedTable(string database) : ICopySource
{
    private readonly SortedDictionary<Guid, CopyRow> _rows = [];

    public string Table { get; } = $"copy_{Guid.NewGuid():n}";

    public string Service => "origin";

    public IReadOnlyList<string> Columns { get; } = ["name", "version"];

    public string VersionColumn => "version";

    public int PageSize { get; init; } = 2;

    /// <summary>Happens before the source gives a page of all rows, whose number from 0 it is told.</summary>
    public Func<int, Task> BeforePage { get; set; } = _ => Task.CompletedTask;

    /// <summary>Happens before the source gives single rows again.</summary>
    public Func<Task> BeforeRecheck { get; set; } = () => Task.CompletedTask;

    public static async Task<CopiedTable> CreateAsync(string database, int pageSize = 2)
    {
        var table = new CopiedTable(database) { PageSize = pageSize };
        await table.ExecuteAsync(
            $"CREATE TABLE {table.Table} (id uuid PRIMARY KEY, name varchar(200) NOT NULL, version bigint NOT NULL)");
        return table;
    }

    /// <summary>Ids that come one after the other.</summary>
    public static Guid Id(int number) => Guid.Parse($"01900000-0000-7000-8000-{number:d12}");

    public void HasAtSource(int number, string name = "mug", long version = 1) =>
        _rows[Id(number)] = new CopyRow(Id(number), name, version);

    public void HasAtSource(Range numbers)
    {
        for (var number = numbers.Start.Value; number < numbers.End.Value; number++)
        {
            HasAtSource(number);
        }
    }

    public Task KeepAsync(int number, string name = "mug", long version = 1) => ExecuteAsync(
        $"""
         INSERT INTO {Table} VALUES ('{Id(number)}', '{name}', {version})
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, version = excluded.version
         """);

    public async Task<List<(Guid Id, string Name, long Version)>> ReadCopyAsync()
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand($"SELECT id, name, version FROM {Table} ORDER BY id", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<(Guid, string, long)>();
        while (await reader.ReadAsync())
        {
            rows.Add((reader.GetGuid(0), reader.GetString(1), reader.GetInt64(2)));
        }

        return rows;
    }

    public List<(Guid Id, string Name, long Version)> SourceRows =>
        [.. _rows.Values.Select(row => (row.Id, (string)row.Values[0], (long)row.Values[1]))];

    public async Task<CopyRebuildResult> RebuildAsync()
    {
        await using var connection = await OpenAsync();
        return await new CopyRebuild(connection, this).RunAsync(CancellationToken.None);
    }

    public async Task<CopyCheckResult> CheckAsync()
    {
        await using var connection = await OpenAsync();
        return await new CopyCheck(connection, this, TimeSpan.Zero, TimeProvider.System)
            .RunAsync(CancellationToken.None);
    }

    public async IAsyncEnumerable<IReadOnlyList<CopyRow>> ReadAsync(
        IReadOnlyCollection<Guid> ids,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (ids.Count > 0)
        {
            await BeforeRecheck();
        }

        var rows = _rows.Values.Where(row => ids.Count == 0 || ids.Contains(row.Id)).ToArray();
        foreach (var (number, page) in rows.Chunk(PageSize).Index())
        {
            if (ids.Count == 0)
            {
                await BeforePage(number);
            }

            yield return page;
        }
    }

    public async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(database) { Options = "-c deadlock_timeout=3s" }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
