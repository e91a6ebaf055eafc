using System.Text.Json;
using HotChocolate;
using HotChocolate.Types;

namespace GraphQL.Tests.Execution;

/// <summary>A schema of every kind of type with values, the same as <c>peers/zoo.mjs</c> has them.</summary>
internal static class Zoo
{
    public static IReadOnlyList<IAnimal> Animals =>
    [
        new Lion("1", "Leo", Mood.VeryHungry, 190.5, 4, [30, 28]),
        new Snake("2", "Kaa", Mood.Calm, 80, null, false),
        new Lion("3", "Ünal \"é\" \n 😀", Mood.Calm, 1e21, 3, []),
    ];

    [GraphQLDescription("How an animal feels.\n\"Always\" changing.")]
    public enum Mood
    {
        Calm,

        [GraphQLDescription("Keep away.")]
        VeryHungry,

        [Obsolete("Not seen any more.")]
        Sleepy,
    }

    [InterfaceType("Animal")]
    [GraphQLDescription("Whatever lives here.")]
    public interface IAnimal
    {
        [GraphQLType<NonNullType<IdType>>]
        string Id { get; }

        string Name { get; }

        Mood Mood { get; }

        double Weight { get; }

        [GraphQLDeprecated("Snakes have none.")]
        int? Legs { get; }
    }

    [UnionType("Pet")]
    public interface IPet;

    public sealed record Lion(
        [property: GraphQLType<NonNullType<IdType>>] string Id,
        string Name,
        Mood Mood,
        double Weight,
        [property: GraphQLDeprecated("Snakes have none.")] int? Legs,
        IReadOnlyList<int> Teeth) : IAnimal, IPet
    {
        public async Task<IAnimal?> GetFriendAsync()
        {
            await Task.Yield();

            return Id == "1" ? Animals[1] : throw new InvalidOperationException("No friend.");
        }
    }

    public sealed record Snake(
        [property: GraphQLType<NonNullType<IdType>>] string Id,
        string Name,
        Mood Mood,
        double Weight,
        [property: GraphQLDeprecated("Snakes have none.")] int? Legs,
        bool Venomous) : IAnimal, IPet
    {
        public IAnimal? Friend => null;
    }

    public sealed class Broken
    {
        public int Fine => 1;

        public int? Nullable => throw new InvalidOperationException();

        public string Required => null!;

        public IReadOnlyList<int?> List => [1, null, 3];

        [GraphQLType<ListType<NonNullType<IntType>>>]
        public IReadOnlyList<int?> StrictList => [1, null, 3];

        public int Failing => throw new InvalidOperationException();

        public async Task<string> GetAsyncRequiredAsync() => await Later((string)null!);

        public async Task<int> GetAsyncFailingAsync() => (await Later((string)null!)).Length;

        [GraphQLType(typeof(NonNullType<ListType<NonNullType<IntType>>>))]
        public async Task<int?[]> GetStrictItemsAsync() => await Later(new int?[] { 1, null });

        public async Task<Broken?> GetNestedAsync() => await Later(new Broken());

        public async Task<Broken> GetStrictNestedAsync() => await Later(new Broken());

        public async Task<IReadOnlyList<Broken>?> GetNestedListAsync() => await Later(new Broken[] { new(), null! });

        private static async Task<T> Later<T>(T value)
        {
            await Task.Yield();

            return value;
        }
    }

    public sealed record InnerInput(string Name);

    [GraphQLName("ThingInput")]
    public sealed record Thing(string Name, IReadOnlyList<string>? Tags, Mood Mood = Mood.VeryHungry, int Size = 7)
    {
        public InnerInput? Inner { get; init; }

        public string? Note { get; init; } = "absent";
    }

    [OneOf]
    public sealed record Choice([property: GraphQLType<IdType>] string? Id, string? Name);

    public sealed class Query
    {
        public string Hello(string name = "world") => $"Hello, {name}!";

        public IReadOnlyList<IAnimal> GetAnimals(int first = 10) => [.. Animals.Take(first)];

        public async Task<IEnumerable<IAnimal?>> GetAnimalsLaterAsync()
        {
            await Task.Yield();

            return Animals.Select(animal => animal);
        }

        public async Task<IAnimal?> GetAnimalAsync([GraphQLType<NonNullType<IdType>>] string id)
        {
            await Task.Yield();

            return Animals.FirstOrDefault(animal => animal.Id == id);
        }

        public IReadOnlyList<IPet> Pets => [.. Animals.Take(2).Cast<IPet>()];

        public IReadOnlyList<IReadOnlyList<int>?> Matrix => [[1, 2], [], null, [3]];

        public async Task<Broken?> GetBrokenAsync() => await Task.FromResult(new Broken());

        public Broken Strict => new();

        public string Echo(
            int? a,
            double? b,
            bool? c,
            [GraphQLType<IdType>] string? d,
            Mood? e,
            IReadOnlyList<int>? f,
            IReadOnlyList<IReadOnlyList<string?>>? g) => JsonSerializer.Serialize(new object?[]
            {
                a, b, c, d, e?.ToString(), f, g,
            });

        public string EchoInput(Thing input) =>
            $"{input.Name}|{(input.Tags is { } tags ? string.Join('+', tags) : "none")}|"
            + $"{(input.Mood == Mood.VeryHungry ? "VERY_HUNGRY" : input.Mood.ToString().ToUpperInvariant())}|"
            + $"{input.Size}|"
            + $"{input.Inner?.Name ?? "none"}|{input.Note ?? "null"}";

        public string Choose(Choice by) => by.Id is not null ? $"id {by.Id}" : $"name {by.Name}";
    }

    public sealed class Counter
    {
        public long Value { get; set; }
    }

    public sealed class Increment(long value, Counter counter)
    {
        public int Value => checked((int)value);

        public Task<int> GetAgainAsync() => Task.FromResult(checked((int)counter.Value));
    }

    public sealed class Mutation(Counter counter)
    {
        public Increment Increment(int by) => new(counter.Value += by, counter);

        public async Task<Increment> IncrementLaterAsync(int by)
        {
            await Task.Yield();

            return new Increment(counter.Value += by, counter);
        }

        public int? IncrementStrictly(int by) =>
            by > 5 ? throw new InvalidOperationException() : checked((int)(counter.Value += by));
    }
}
