using System.Collections.Concurrent;
using System.Globalization;

namespace Shop.Faults.Malformed;

/// <summary>What came of the requests over one protocol.</summary>
internal sealed class MalformedResult(string protocol)
{
    private const int MaxFindings = 20;
    private const double MaxGrowth = 1.2;
    private const long Tolerance = 20_000_000;

    private readonly ConcurrentDictionary<string, int> _outcomes = [];
    private readonly ConcurrentQueue<string> _findings = [];
    private readonly List<string> _memory = [];

    public TimeSpan Time { get; set; }

    public IReadOnlyCollection<string> Findings => _findings;

    public void Add(int number, Reply reply)
    {
        _outcomes.AddOrUpdate(reply.Outcome, 1, static (_, count) => count + 1);
        if (reply.Wrong is not null && _findings.Count < MaxFindings)
        {
            var sent = reply.Sent is null ? "" : $" for {Convert.ToHexString(reply.Sent)}";
            _findings.Enqueue($"{protocol} {number}: {reply.Wrong}{sent}");
        }
    }

    public void Settle(string? wrong)
    {
        if (wrong is not null)
        {
            _findings.Enqueue($"{protocol}: {wrong}");
        }
    }

    /// <summary>Compares the memory of a process after half of the requests and after all of them, in bytes.</summary>
    public void Grew(string process, long half, long all)
    {
        _memory.Add(string.Create(CultureInfo.InvariantCulture, $"{process} {half / 1_000_000} -> {all / 1_000_000}"));
        if (all > (half * MaxGrowth) + Tolerance)
        {
            _findings.Enqueue($"{protocol}: the memory of {_memory[^1]} MB grows");
        }
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {protocol}: {_outcomes.Values.Sum()} in {Time.TotalSeconds:F0} s
          {string.Join(", ", _outcomes.OrderByDescending(outcome => outcome.Value).Select(o => $"{o.Value} x {o.Key}"))}
          MB after half and after all: {string.Join(", ", _memory)}
        """);
}
