using GraphQL.Tests.Execution;
using HotChocolate;
using HotChocolate.Types;

namespace GraphQL.Tests.Differential;

/// <summary>Fields of the zoo that give back what they are given, the same as <c>peers/kitchen.mjs</c> has them.</summary>
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

        public Box Unpack(Box box) => box;

        public async Task<IReadOnlyList<Box?>> UnpackLaterAsync(IReadOnlyList<Box?> boxes)
        {
            await Task.Yield();
            return boxes;
        }

        public string? Pick(Pick by) => by.Id ?? by.Name ?? by.Inner?.Label;
    }
}
