using Shop.Copies;

namespace Shop.Tests.Copies;

public sealed class CopyCheckTests : IAsyncLifetime
{
    private CopiedTable _copy = null!;

    public async ValueTask InitializeAsync() => _copy = await CopiedTable.CreateAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Says_one_line_when_all_rows_agree()
    {
        _copy.HasAtSource(1..6);
        await _copy.RebuildAsync();

        Assert.Equal([$"{CopiedTable.Table}: 5 rows agree with origin."], await LinesAsync());
    }

    [Fact]
    public async Task Two_empty_tables_agree() =>
        Assert.Equal([$"{CopiedTable.Table}: 0 rows agree with origin."], await LinesAsync());

    [Fact]
    public async Task Finds_each_kind_of_difference()
    {
        _copy.HasAtSource(2..7);
        await _copy.RebuildAsync();
        _copy.HasAtSource(9);
        await _copy.KeepAsync(1);
        await _copy.KeepAsync(3, name: "jar");
        await _copy.KeepAsync(4, name: "jar", version: 2);
        await _copy.KeepAsync(10);

        Assert.Equal(
            [
                Line(1, "extra"),
                Line(3, "name is 'jar', in origin 'mug'"),
                Line(4, "name is 'jar', in origin 'mug'"),
                Line(4, "version is '2', in origin '1'"),
                Line(9, "missing"),
                Line(10, "extra"),
                $"{CopiedTable.Table}: 5 rows differ from origin, which has 6.",
            ],
            await LinesAsync());
    }

    [Fact]
    public async Task Tolerates_a_difference_that_disappears()
    {
        _copy.HasAtSource(1..4);
        _copy.BeforeRecheck = async () => await _copy.RebuildAsync();

        Assert.Equal([$"{CopiedTable.Table}: 3 rows agree with origin."], await LinesAsync());
    }

    [Fact]
    public async Task Tolerates_a_row_that_events_keep_changing()
    {
        var version = 5;
        _copy.HasAtSource(1, version: version);
        await _copy.KeepAsync(1, version: version - 1);
        _copy.BeforeRecheck = async () =>
        {
            _copy.HasAtSource(1, version: ++version);
            await _copy.KeepAsync(1, version: version - 1);
        };

        Assert.Equal([$"{CopiedTable.Table}: 1 rows agree with origin."], await LinesAsync());
    }

    [Fact]
    public async Task Names_the_first_of_many_differences_and_counts_all()
    {
        _copy.HasAtSource(0..150);

        var lines = await LinesAsync();

        Assert.Equal(CopyCheckResult.MaxLines + 1, lines.Count);
        Assert.Equal($"{CopiedTable.Table}: 150 rows differ from origin, which has 150.", lines[^1]);
    }

    [Fact]
    public async Task Stops_when_too_many_rows_differ()
    {
        var copy = await CopiedTable.CreateAsync(pageSize: 500);
        const int max = CopyCheck<MugCopy>.MaxDifferences;
        copy.HasAtSource(0..(max + 1000));

        var result = await copy.CheckAsync();

        Assert.False(result.Agrees);
        Assert.Equal((max, max), (result.Rows, result.Differences.Count));
        Assert.EndsWith("the rest was not looked at.", result.Describe().Last(), StringComparison.Ordinal);
    }

    private async Task<List<string>> LinesAsync()
    {
        var result = await _copy.CheckAsync();
        List<string> lines = [.. result.Describe()];
        Assert.Equal(lines.Count == 1, result.Agrees);

        return lines;
    }

    private static string Line(int number, string difference) =>
        $"{CopiedTable.Table} {CopiedTable.Id(number)}: {difference}";
}
