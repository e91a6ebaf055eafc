using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Shop.Copies;

namespace Shop.Tests.Copies;

/// <summary>A row of <see cref="CopiedTable"/>, whose table and columns have names of their own.</summary>
internal sealed record MugCopy(Guid Id, string Name, long Version) : ICopy;

internal sealed class MugContext(DbContextOptions<MugContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.Entity<MugCopy>(mug =>
        {
            mug.ToTable(CopiedTable.Table);
            mug.Property(copy => copy.Id).HasColumnName("id").ValueGeneratedNever();
            mug.Property(copy => copy.Name).HasColumnName("name").HasMaxLength(200);
            mug.Property(copy => copy.Version).HasColumnName("version");
        });
}

/// <summary>A table in a database of a test's own that copies the rows that the test gives its source.</summary>
internal sealed class CopiedTable : ICopySource<MugCopy>
{
    public const string Table = "mug_copies";

    private readonly SortedDictionary<Guid, MugCopy> _rows = [];
    private readonly string _database;

    private CopiedTable(string database) => _database =
        new NpgsqlConnectionStringBuilder(database) { Options = "-c deadlock_timeout=3s" }.ConnectionString;

    public string Service => "origin";

    public int PageSize { get; init; } = 2;

    /// <summary>Happens before the source gives a page of all rows, whose number from 0 it is told.</summary>
    public Func<int, Task> BeforePage { get; set; } = _ => Task.CompletedTask;

    /// <summary>Happens before the source gives single rows again.</summary>
    public Func<Task> BeforeRecheck { get; set; } = () => Task.CompletedTask;

    public static async Task<CopiedTable> CreateAsync(int pageSize = 2)
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        var table = new CopiedTable(database) { PageSize = pageSize };
        await using var context = table.NewContext();
        await context.Database.EnsureCreatedAsync();

        return table;
    }

    /// <summary>Ids that come one after the other.</summary>
    public static Guid Id(int number) => Guid.Parse($"01900000-0000-7000-8000-{number:d12}");

    public void HasAtSource(int number, string name = "mug", long version = 1) =>
        _rows[Id(number)] = new MugCopy(Id(number), name, version);

    public void HasAtSource(Range numbers)
    {
        for (var number = numbers.Start.Value; number < numbers.End.Value; number++)
        {
            HasAtSource(number);
        }
    }

    public Task KeepAsync(int number, string name = "mug", long version = 1) => ExecuteAsync(
        $"""
         INSERT INTO {Table} (id, name, version) VALUES ('{Id(number)}', '{name}', {version})
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, version = excluded.version
         """);

    public async Task<int> KeepNewerAsync(params MugCopy[] rows)
    {
        await using var context = NewContext();

        return await context.KeepNewerAsync(rows, CancellationToken.None);
    }

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
        [.. _rows.Values.Select(row => (row.Id, row.Name, row.Version))];

    public async Task<CopyRebuildResult> RebuildAsync()
    {
        await using var context = NewContext();

        return await new CopyRebuild<MugCopy>(context, this).RunAsync(CancellationToken.None);
    }

    public async Task<CopyCheckResult> CheckAsync()
    {
        await using var context = NewContext();

        return await new CopyCheck<MugCopy>(context, this, TimeSpan.Zero, TimeProvider.System)
            .RunAsync(CancellationToken.None);
    }

    public async IAsyncEnumerable<IReadOnlyList<MugCopy>> ReadAsync(
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
        var connection = new NpgsqlConnection(_database);
        await connection.OpenAsync();

        return connection;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private MugContext NewContext() => new(new DbContextOptionsBuilder<MugContext>().UseNpgsql(_database).Options);
}
