using Shop.Faults.Checker;
using Shop.Faults.Kinds;
using Shop.Faults.Load;

namespace Shop.Faults.Run;

internal sealed record RunResult(
    RunOptions Options,
    ShopState State,
    IReadOnlyDictionary<(string Operation, string Outcome), int> Answers,
    IReadOnlyList<Phase> Phases,
    IReadOnlyList<Strike> Strikes,
    TimeSpan? Drained,
    IReadOnlyList<Finding> Findings);
