using HdrHistogram;
using Shop.Bench.Shop.Load;

namespace Shop.Bench.Shop.Report;

/// <summary>What was measured of one thing at one number of connections: medians of rounds.</summary>
internal sealed record Figure
{
    public required string Name { get; init; }

    public required int Connections { get; init; }

    /// <summary>Per second, the median of the rounds.</summary>
    public required double Rate { get; init; }

    /// <summary>Per second, round after round.</summary>
    public required IReadOnlyList<double> Rates { get; init; }

    public required long Requests { get; init; }

    public required long Errors { get; init; }

    /// <summary>Of all rounds together.</summary>
    public Latency? Latency { get; init; }

    /// <summary>Milliseconds of processor time for one request, by process.</summary>
    public IReadOnlyDictionary<string, double> Processor { get; init; } = new Dictionary<string, double>();

    /// <summary>MiB by process, the most of all rounds.</summary>
    public IReadOnlyDictionary<string, double> Memory { get; init; } = new Dictionary<string, double>();

    /// <summary>SQL statements (or transactions) of one request, by service.</summary>
    public IReadOnlyDictionary<string, double> Statements { get; init; } = new Dictionary<string, double>();

    /// <summary>gRPC calls of one request, by the service that is called.</summary>
    public IReadOnlyDictionary<string, double> Calls { get; init; } = new Dictionary<string, double>();

    public Settling? Settling { get; init; }

    /// <summary>The rate as a part of those of references, by the name of each.</summary>
    public IReadOnlyDictionary<string, double> OfReferences { get; init; } = new Dictionary<string, double>();

    public static Figure Of(string name, int connections, IReadOnlyList<Sample> rounds)
    {
        var requests = rounds.Sum(round => round.Requests);

        return new Figure
        {
            Name = name,
            Connections = connections,
            Rate = Median(rounds.Select(round => round.Rate)),
            Rates = [.. rounds.Select(round => round.Rate)],
            Requests = requests,
            Errors = rounds.Sum(round => round.Errors),
            Latency = Latency.Of(rounds),
            Processor = PerRequest(rounds, round => round.ProcessorTimes, time => time.TotalMilliseconds, requests),
            Statements = PerRequest(rounds, round => round.Statements, count => count, requests),
            Calls = PerRequest(rounds, round => round.Calls, count => count, requests),
            Memory = rounds.SelectMany(round => round.Memory)
                .GroupBy(memory => memory.Key)
                .ToDictionary(memory => memory.Key, memory => memory.Max(process => process.Value)),
            Settling = Settling.Of(rounds),
        };
    }

    /// <summary>With the ratios to those references of all figures that were measured.</summary>
    public Figure Beside(IReadOnlyList<string> references, IReadOnlyCollection<Figure> all) => this with
    {
        OfReferences = references
            .Select(reference => all.FirstOrDefault(
                figure => figure.Name == reference && figure.Connections == Connections)
                ?? all.FirstOrDefault(figure => figure.Name == reference))
            .OfType<Figure>()
            .ToDictionary(reference => reference.Name, reference => Rate / reference.Rate),
    };

    internal static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();

        return (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
    }

    private static Dictionary<string, double> PerRequest<T>(
        IEnumerable<Sample> rounds, Func<Sample, IReadOnlyDictionary<string, T>> select, Func<T, double> number,
        long requests) =>
        rounds.SelectMany(select)
            .GroupBy(part => part.Key)
            .ToDictionary(part => part.Key, part => part.Sum(value => number(value.Value)) / Math.Max(1, requests));
}

/// <summary>Milliseconds; what is not known is null.</summary>
internal sealed record Latency(double? Mean, double? P50, double? P99, double? P999)
{
    public static Latency? Of(IReadOnlyList<Sample> rounds)
    {
        if (rounds.All(round => round.Latencies is null))
        {
            return rounds.Any(round => round.MeanLatency is not null)
                ? new Latency(Figure.Median(rounds.Select(round => round.MeanLatency ?? 0)), null, null, null)
                : null;
        }

        var all = Histograms.Create();
        foreach (var round in rounds)
        {
            all.Add(round.Latencies);
        }

        return new Latency(all.GetMean() / 1000, At(50), At(99), At(99.9));

        double At(double percent) => all.GetValueAtPercentile(percent) / 1000.0;
    }
}

/// <param name="Rate">Orders per second that were placed and settled in the time.</param>
/// <param name="P50">Milliseconds from accepted to settled.</param>
/// <param name="P99">The 99th percentile.</param>
internal sealed record Settling(double Rate, double P50, double P99)
{
    public static Settling? Of(IReadOnlyList<Sample> rounds)
    {
        Sample[] settled = [.. rounds.Where(round => round.Settled is not null)];

        return settled.Length == 0
            ? null
            : new Settling(
                Figure.Median(settled.Select(round => round.Settled!.Count / round.Duration.TotalSeconds)),
                Figure.Median(settled.Select(round => round.Settled!.P50)),
                Figure.Median(settled.Select(round => round.Settled!.P99)));
    }
}
