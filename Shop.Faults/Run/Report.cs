using System.Globalization;
using System.Text;
using Shop.Faults.Checker;

namespace Shop.Faults.Run;

/// <summary>The figures of a run, and what it found.</summary>
internal static class Report
{
    private const int MaxFindings = 50;

    public static string Of(RunResult run)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"seed {run.Options.Seed}");
        Orders(run, text);
        Answers(run, text);
        Phases(run, text);
        Faults(run, text);
        text.AppendLine(run.Drained is { } drained
            ? string.Create(CultureInfo.InvariantCulture, $"time to drain: {drained.TotalSeconds:F1} s")
            : "time to drain: NOT WITHIN ITS LIMIT");
        Findings(run.Findings, text);

        return text.ToString();
    }

    private static void Orders(RunResult run, StringBuilder text)
    {
        var orders = run.State.Orders.Values;
        var told = run.State.Told.Orders.Select(order => order.Id).ToHashSet();
        text.AppendLine().AppendLine("orders");
        Row(text, "accepted", orders.Count());
        Row(text, "confirmed", orders.Count(order => order.Is(OrderStatuses.Confirmed)));
        Row(text, "rejected", orders.Count(order => order.Is(OrderStatuses.Rejected)));
        Row(text, "cancelled", orders.Count(order => order.Is(OrderStatuses.Cancelled)));
        Row(text, "unknown to the client", orders.Count(order => !told.Contains(order.Id)));
    }

    private static void Answers(RunResult run, StringBuilder text)
    {
        text.AppendLine().AppendLine("answers");
        foreach (var operation in run.Answers.GroupBy(answer => answer.Key.Operation).OrderBy(group => group.Key))
        {
            var outcomes = operation
                .OrderByDescending(answer => answer.Value)
                .Select(answer => $"{answer.Value} {answer.Key.Outcome}");
            Row(text, operation.Key, string.Join(", ", outcomes));
        }
    }

    private static void Phases(RunResult run, StringBuilder text)
    {
        text.AppendLine();
        if (run.Phases.Count == 0)
        {
            return;
        }

        Row(text, "", "requests  retried  failed  slowest answer");
        foreach (var phase in run.Phases)
        {
            Row(text, phase.Name, string.Create(
                CultureInfo.InvariantCulture,
                $"{phase.Requests,8}{phase.Retried,9}{phase.Failed,8}{phase.Slowest.TotalSeconds,14:F2} s"));
        }

        text.AppendLine();
    }

    private static void Faults(RunResult run, StringBuilder text)
    {
        if (run.Strikes.Count == 0)
        {
            return;
        }

        var kinds = run.Strikes
            .SelectMany(strike => strike.Kinds.Select(kind => (Kind: kind, strike.Recovery)))
            .GroupBy(strike => strike.Kind, strike => strike.Recovery ?? TimeSpan.MaxValue)
            .OrderBy(group => group.Key)
            .ToArray();
        text.AppendLine("faults, and the time until orders are confirmed again: median, longest");
        foreach (var kind in kinds)
        {
            var recoveries = kind.Order().ToArray();
            Row(text, kind.Key, string.Create(
                CultureInfo.InvariantCulture,
                $"{recoveries.Length,3}   {Seconds(recoveries[recoveries.Length / 2])}  {Seconds(recoveries[^1])}"));
        }

        Row(text, "all", $"{kinds.Sum(kind => kind.Count()),3}   of {kinds.Length} kinds");
        text.AppendLine();
    }

    private static void Findings(IReadOnlyList<Finding> findings, StringBuilder text)
    {
        text.AppendLine().AppendLine(findings.Count == 0 ? "no findings" : $"{findings.Count} FINDINGS");
        foreach (var finding in findings.Take(MaxFindings))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {finding}");
        }
    }

    private static string Seconds(TimeSpan time) =>
        time == TimeSpan.MaxValue
            ? "  never"
            : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds,5:F2} s");

    private static void Row<T>(StringBuilder text, string name, T value) =>
        text.AppendLine(CultureInfo.InvariantCulture, $"  {name,-28}{value}");
}
