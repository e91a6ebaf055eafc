using Shop.Faults.Kinds;

namespace Shop.Faults.Run;

/// <param name="Seed">Decides about load and faults; how they interleave, the machine decides.</param>
/// <param name="Duration">How long faults strike.</param>
/// <param name="Customers">How many order at once.</param>
/// <param name="Pace">How fast faults follow each other.</param>
internal sealed record RunOptions(int Seed, TimeSpan Duration, int Customers, Pace Pace)
{
    /// <summary>Customers who log in, order, subscribe and cancel.</summary>
    public int Followers { get; init; }

    /// <summary>How often clients ask at most, where they may ask again and cannot know what came of it.</summary>
    public int Tries { get; init; } = 1;

    public static readonly Pace UsualPace = new(5, 9);
}
