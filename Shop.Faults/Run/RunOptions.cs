using Shop.Faults.Kinds;

namespace Shop.Faults.Run;

/// <param name="Seed">Decides about load and faults; how they interleave, the machine decides.</param>
/// <param name="Duration">How long faults strike.</param>
/// <param name="Customers">How many order at once.</param>
/// <param name="Pace">How fast faults follow each other.</param>
internal sealed record RunOptions(int Seed, TimeSpan Duration, int Customers, Pace Pace)
{
    public static readonly Pace UsualPace = new(5, 9);

    public static RunOptions Parse(IReadOnlyList<string> arguments)
    {
        var given = new Arguments(arguments, "--minutes", "--seed", "--customers");
        return new RunOptions(
            given.Number("--seed", whenAbsent: Random.Shared.Next(1, 100_000), least: 0, most: int.MaxValue),
            TimeSpan.FromMinutes(given.Number("--minutes", whenAbsent: 3, least: 1, most: 1440)),
            given.Number("--customers", whenAbsent: 8, least: 1, most: 100),
            UsualPace);
    }
}
