using Shop.Faults.Checker;
using Shop.Faults.Kinds;

namespace Shop.Faults.Run;

internal sealed record RunResult(
    RunOptions Options,
    ShopState State,
    IReadOnlyDictionary<(string Operation, string Outcome), int> Answers,
    IReadOnlyList<Strike> Strikes,
    TimeSpan? Drained,
    IReadOnlyList<Finding> Findings);
