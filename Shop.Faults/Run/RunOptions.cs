using Shop.Faults.Kinds;

namespace Shop.Faults.Run;

/// <param name="Seed">Decides about load and faults; how they interleave, the machine decides.</param>
/// <param name="Duration">How long faults strike.</param>
/// <param name="Customers">How many order at once.</param>
/// <param name="Pace">How fast faults follow each other.</param>
internal sealed record RunOptions(int Seed, TimeSpan Duration, int Customers, Pace Pace)
{
    public static readonly Pace UsualPace = new(5, 9);
}
