using System.Globalization;

namespace Shop.Faults.Attacks;

/// <param name="Attack">What was done.</param>
/// <param name="Outcomes">One of each strike.</param>
/// <param name="Rest">How the honest client fared before.</param>
/// <param name="Honest">How it fared meanwhile.</param>
/// <param name="ProcessorTime">What all processes of the shop took for it, beyond what they take at rest.</param>
/// <param name="Memory">The most memory that the gateway had, in bytes.</param>
internal sealed record AttackResult(
    Attack Attack, IReadOnlyCollection<string> Outcomes, HonestFigures Rest, HonestFigures Honest,
    TimeSpan ProcessorTime, long Memory)
{
    private const long MaxMemory = 400_000_000;
    private const int MaxSlowdown = 3;

    private static readonly TimeSpan MaxProcessorTime = TimeSpan.FromMilliseconds(100);

    private TimeSpan ProcessorTimePerRequest =>
        ProcessorTime / Math.Max(1, Outcomes.Count * Attack.RequestsPerStrike);

    /// <summary>What the attack has done that it must not.</summary>
    /// <param name="rest">The 99th percentile of the honest client at rest, over the whole run.</param>
    public IEnumerable<string> Findings(TimeSpan rest)
    {
        var slow = HonestFigures.Percentile99(Honest.Times);
        if (slow > rest * MaxSlowdown)
        {
            yield return $"the honest client's 99th percentile is {slow / rest:F1} times that at rest";
        }

        if (!Honest.Failures.IsEmpty)
        {
            yield return $"{Honest.Failures.Count} honest requests failed: {Tally(Honest.Failures)}";
        }

        if (ProcessorTimePerRequest > MaxProcessorTime)
        {
            yield return $"a request costs {ProcessorTimePerRequest.TotalMilliseconds:F0} ms of processor time";
        }

        if (Memory > MaxMemory)
        {
            yield return $"the gateway takes {Memory / 1_000_000} MB";
        }

        if (Outcomes.Count == 0 || !Outcomes.All(Attack.IsRight))
        {
            yield return $"strikes ended otherwise: {Tally(Outcomes.Where(outcome => !Attack.IsRight(outcome)))}";
        }
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Attack.Name,-46}{Outcomes.Count,6}{ProcessorTimePerRequest.TotalMilliseconds,9:F1}"
        + $"{Memory / 1_000_000,8}{HonestFigures.Percentile99(Rest.Times).TotalMilliseconds,9:F1}"
        + $"{HonestFigures.Percentile99(Honest.Times).TotalMilliseconds,9:F1}{Honest.Failures.Count,8}"
        + $"  {Tally(Outcomes)}");

    private static string Tally(IEnumerable<string> outcomes) => string.Join(
        ", ",
        outcomes.CountBy(static outcome => outcome)
            .OrderByDescending(static tally => tally.Value)
            .Take(5)
            .Select(static tally => $"{tally.Value} x {tally.Key}"));
}
