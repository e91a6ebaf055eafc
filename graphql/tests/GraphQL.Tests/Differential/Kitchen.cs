using GraphQL.Tests.Execution;
using HotChocolate;
using HotChocolate.Types;

namespace GraphQL.Tests.Differential;

/// <summary>
/// Fields of the zoo that give back what they are given, the same as <c>peers/kitchen.mjs</c> has them.
/// </summary>
internal static class Kitchen
{
    [GraphQLDescription("  What was given:\n  \"\"\"as it came\"\"\" \\ \n")]
    public sealed record Mirror(
        int? A,
        double? B,
        bool? C,
        [property: GraphQLType<IdType>] string? D,
        Zoo.Mood? E,
        IReadOnlyList<int>? F,
        IReadOnlyList<IReadOnlyList<string?>?>? G);

    public sealed record Moments(DateTimeOffset? At, Guid? Key, long? Big, short? Small, decimal? Price, DateOnly? Day);

    [GraphQLDescription("Holds:\n  - a \"\"\"label\"\"\" \U0001F4E6\n\n  - others\\")]
    public sealed record Box(
        string Label,
        int Count = 3,
        double? Ratio = 0.5,
        Zoo.Mood Mood = Zoo.Mood.Calm,
        IReadOnlyList<IReadOnlyList<int>>? Grid = null,
        Box? Inner = null,
        IReadOnlyList<Box>? Boxes = null,
        [property: GraphQLDeprecated("Boxes have no colour.")] string? Colour = null);

    [OneOf]
    public sealed record Pick([property: GraphQLType<IdType>] string? Id, string? Name, Box? Inner);

    [InterfaceType("Vessel")]
    public interface IVessel
    {
        string Label { get; }

        IReadOnlyList<IVessel?>? Inside(int first = 2);
    }

    [InterfaceType("Pot")]
    [GraphQLDescription("A vessel that is lidded or not.")]
    public interface IPot : IVessel
    {
        Task<IPot?> GetLidAsync(Zoo.Mood? mood, CancellationToken cancellationToken);
    }

    public sealed record Tin(string Label) : IVessel
    {
        public IReadOnlyList<IVessel?>? Inside(int first = 2) =>
            first < 0 ? null : [.. Vessels.Where(vessel => !Equals(vessel)).Take(first), null];
    }

    public sealed record Kettle(string Label, double Litres) : IPot
    {
        public IReadOnlyList<IVessel?>? Inside(int first = 2) =>
            first > 3 ? throw new InvalidOperationException("That many do not fit in.") : [.. Vessels.Take(first)];

        public async Task<IPot?> GetLidAsync(Zoo.Mood? mood, CancellationToken cancellationToken)
        {
            await Task.Yield();

            return mood == Zoo.Mood.Calm ? this : null;
        }
    }

    private static readonly IReadOnlyList<IVessel> Vessels =
        [new Tin("tea"), new Kettle("whistling", 1.5), new Tin("")];

    [ExtendObjectType("Query")]
    public sealed class Query
    {
        public Mirror Mirror(
            int? a,
            double? b,
            bool? c,
            [GraphQLType<IdType>] string? d,
            Zoo.Mood? e,
            IReadOnlyList<int>? f,
            IReadOnlyList<IReadOnlyList<string?>?>? g) => new(a, b, c, d, e, f, g);

        // Stands for the zoo's own, whose text is that of its serializer.
        public string? Echo(
            int? a,
            double? b,
            bool? c,
            [GraphQLType<IdType>] string? d,
            Zoo.Mood? e,
            IReadOnlyList<int>? f,
            IReadOnlyList<IReadOnlyList<string?>>? g) => Mirror(a, b, c, d, e, f, g).D;

        public Moments Moments(
            DateTimeOffset? at,
            Guid? key,
            long? big,
            short? small,
            decimal? price,
            [GraphQLDeprecated("Days are moments.")] DateOnly? day) => new(at, key, big, small, price, day);

        public IEnumerable<IVessel> GetVessels(int first = 3) => Vessels.Take(first);

        public IPot? Pot(string label) => Vessels.OfType<IPot>().FirstOrDefault(pot => pot.Label == label);

        public Box Unpack(Box box) => box;

        public async Task<IReadOnlyList<Box?>> UnpackLaterAsync(IReadOnlyList<Box?> boxes)
        {
            await Task.Yield();

            return boxes;
        }

        public string? Pick(Pick by) => by.Id ?? by.Name ?? by.Inner?.Label;
    }
}
