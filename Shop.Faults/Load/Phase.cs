using Shop.Faults.Cluster;

namespace Shop.Faults.Load;

/// <summary>What was asked in a part of a run.</summary>
/// <param name="Name">The part.</param>
/// <param name="Requests">What clients wanted, each counted once however often they had to ask.</param>
/// <param name="Retried">Answers after which they asked again.</param>
/// <param name="Failed">What clients wanted and do not know the outcome of.</param>
/// <param name="Slowest">The longest that an answer took.</param>
internal sealed record Phase(
    string Name, int Requests = 0, int Retried = 0, int Failed = 0, TimeSpan Slowest = default)
{
    public Phase With(Answer answer, bool again) => this with
    {
        Requests = Requests + (again ? 0 : 1),
        Retried = Retried + (again ? 1 : 0),
        Failed = Failed + (answer.IsUnknown && !again ? 1 : 0),
        Slowest = answer.Took > Slowest ? answer.Took : Slowest,
    };
}
