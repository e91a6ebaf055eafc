using System.Text.Json;

namespace Shop.Bench.Shop.Report;

/// <summary>All figures of a run.</summary>
internal sealed record BenchResult
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public required DateTimeOffset At { get; init; }

    public required int Processors { get; init; }

    public required string Runtime { get; init; }

    public required BenchOptions Options { get; init; }

    /// <summary>Whether <see cref="Figure.Statements"/> are statements; else they are transactions.</summary>
    public required bool CountsStatements { get; init; }

    public required IReadOnlyList<Figure> Figures { get; init; }

    /// <summary>MiB by process before there is any load, of shared pages the part that is theirs.</summary>
    public IReadOnlyDictionary<string, double> MemoryAtRest { get; init; } = new Dictionary<string, double>();

    public required IReadOnlyList<SoakFigure> Soak { get; init; }

    /// <summary>What did not hold at the end: invariants of the shop.</summary>
    public required IReadOnlyList<string> Findings { get; init; }

    public static async Task<BenchResult> ReadAsync(string file)
    {
        await using var stream = File.OpenRead(file);

        return await JsonSerializer.DeserializeAsync<BenchResult>(stream, Json)
            ?? throw new InvalidDataException($"{file} has no result.");
    }

    public async Task WriteAsync(string file)
    {
        await using var stream = File.Create(file);
        await JsonSerializer.SerializeAsync(stream, this, Json);
    }
}

/// <param name="Seconds">Since the beginning.</param>
/// <param name="Rate">Requests per second.</param>
/// <param name="P99">Milliseconds.</param>
/// <param name="Errors">Wrong answers.</param>
/// <param name="Memory">MiB by process.</param>
internal sealed record SoakFigure(
    double Seconds, double Rate, double P99, long Errors, IReadOnlyDictionary<string, double> Memory);
