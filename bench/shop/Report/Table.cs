using System.Globalization;
using Shop.Bench.Shop.Measuring;

namespace Shop.Bench.Shop.Report;

/// <summary>The figures of a run as people read them.</summary>
internal static class Table
{
    private const int NameWidth = 27;
    private const double NotMeasured = double.NaN;

    public static IEnumerable<string> Of(BenchResult result) =>
    [
        .. result.Figures
            .Select(figure => figure.Connections)
            .Where(result.Options.Connections.Contains)
            .Distinct()
            .SelectMany(connections => Rates(result, connections)),
        .. Costs(result),
        .. Memory(result),
        .. Settling(result),
        .. Soak(result),
    ];

    private static IEnumerable<string> Rates(BenchResult result, int connections)
    {
        var options = result.Options;
        var loop = options.Rate is { } rate ? $"open loop of {rate}/s" : "closed loop";
        yield return "";
        yield return $"{connections} connections, {loop}, medians of {options.Rounds} rounds of {options.Seconds} s";
        yield return $"  {"",-NameWidth}{"per second",11}{"mean ms",9}{"p50 ms",9}{"p99 ms",9}{"p99.9 ms",9}"
            + $"{"errors",7}  is of";
        // What has one number of connections of its own stands in every table.
        foreach (var figure in result.Figures.Where(figure =>
            figure.Connections == connections || !options.Connections.Contains(figure.Connections)))
        {
            var latency = figure.Latency;
            yield return $"  {figure.Name,-NameWidth}{Number(figure.Rate, 0),11}"
                + Milliseconds(latency?.Mean) + Milliseconds(latency?.P50)
                + Milliseconds(latency?.P99) + Milliseconds(latency?.P999)
                + $"{figure.Errors,7}  " + string.Join(", ", figure.OfReferences.Select(
                    reference => $"{Number(reference.Value, 2)} {reference.Key}"));
        }
    }

    private static IEnumerable<string> Costs(BenchResult result)
    {
        yield return "";
        yield return "what a request takes: milliseconds of processor time, "
            + (result.CountsStatements ? "SQL statements" : "SQL transactions (no pg_stat_statements here)")
            + " and gRPC calls";
        yield return $"  {"",-NameWidth}{"at",4}" + string.Concat(ProcessWatch.Names.Select(name => $"{name,9}"))
            + $"{"all",8}{"SQL",7}{"gRPC",6}";
        foreach (var figure in result.Figures.Where(figure => figure.Processor.Count > 0))
        {
            var cells = ProcessWatch.Names.Select(name => $"{Number(Of(figure.Processor, name), 3),9}");
            yield return $"  {figure.Name,-NameWidth}{figure.Connections,4}{string.Concat(cells)}"
                + $"{Number(figure.Processor.Values.Sum(), 2),8}"
                + $"{Number(figure.Statements.Values.Sum(), 2),7}"
                + $"{Number(figure.Calls.Count == 0 ? NotMeasured : figure.Calls.Values.Sum(), 2),6}";
        }
    }

    private static IEnumerable<string> Memory(BenchResult result)
    {
        yield return "";
        yield return "peak memory in MiB; of PostgreSQL, RabbitMQ and the load at the end of a measurement";
        yield return $"  {"",-NameWidth}{"at",4}" + string.Concat(ProcessWatch.Names.Select(name => $"{name,9}"));
        yield return $"  {"at rest, shared pages split",-NameWidth}{"",4}" + OfProcesses(result.MemoryAtRest);
        foreach (var figure in result.Figures.Where(figure => figure.Memory.Count > 0))
        {
            yield return $"  {figure.Name,-NameWidth}{figure.Connections,4}" + OfProcesses(figure.Memory);
        }
    }

    private static IEnumerable<string> Settling(BenchResult result)
    {
        Figure[] figures = [.. result.Figures.Where(figure => figure.Settling is not null)];
        if (figures.Length == 0)
        {
            yield break;
        }

        yield return "";
        yield return "orders, from accepted to settled as the database has it";
        yield return $"  {"",-NameWidth}{"at",4}{"settled/s",11}{"p50 ms",9}{"p99 ms",9}";
        foreach (var figure in figures)
        {
            var settling = figure.Settling!;
            yield return $"  {figure.Name,-NameWidth}{figure.Connections,4}{Number(settling.Rate, 0),11}"
                + Milliseconds(settling.P50) + Milliseconds(settling.P99);
        }
    }

    private static IEnumerable<string> Soak(BenchResult result)
    {
        if (result.Soak is not [var first, ..])
        {
            yield break;
        }

        yield return "";
        yield return $"soak: the mixed day for {result.Options.SoakMinutes} minutes, MiB by process";
        yield return $"  {"s",6}{"per second",11}{"p99 ms",9}{"errors",7}"
            + string.Concat(ProcessWatch.Names.Select(name => $"{name,9}"));
        foreach (var figure in result.Soak.Where((_, index) => index % 6 == 0 || index == result.Soak.Count - 1))
        {
            yield return $"  {Number(figure.Seconds, 0),6}{Number(figure.Rate, 0),11}{Milliseconds(figure.P99)}"
                + $"{figure.Errors,7}" + OfProcesses(figure.Memory);
        }
    }

    private static string OfProcesses(IReadOnlyDictionary<string, double> memory) =>
        string.Concat(ProcessWatch.Names.Select(name => $"{Number(Of(memory, name), 0),9}"));

    private static double Of(IReadOnlyDictionary<string, double> values, string name) =>
        values.TryGetValue(name, out var value) ? value : NotMeasured;

    private static string Milliseconds(double? value) => $"{Number(value ?? NotMeasured, 2),9}";

    private static string Number(double value, int digits) =>
        double.IsNaN(value) ? "-" : value.ToString($"n{digits}", CultureInfo.InvariantCulture);
}
