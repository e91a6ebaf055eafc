using GraphQL.Tests.Differential;
using GraphQL.Tests.Execution;
using HotChocolate;
using HotChocolate.Types;
using Microsoft.Extensions.DependencyInjection;

namespace GraphQL.Tests.Types;

public sealed class SchemaTests
{
    [Fact]
    public async Task Names_describes_and_types_members_by_convention()
    {
        var executor = await Executors.CreateAsync(
            builder => builder
                .AddQueryType(type => type.Name("Query").Description("What can be read."))
                .AddMutationType()
                .AddTypeExtension<ThingQueries>()
                .AddTypeExtension(typeof(ThingFields))
                .AddTypeExtension<ThingMutations>(),
            services => services.AddSingleton<Clock>());

        Assert.Equal(
            """"
            schema {
              query: Query
              mutation: Mutation
            }

            """
            What can be read.
            """
            type Query {
              thing(id: ID!, withURL: Boolean! = false): Thing
              allThings(states: [State!], first: Int = 10): [Thing!]!
            }

            type Mutation {
              addThing(input: NewThing!): Thing! @deprecated(reason: "Use \"place\".")
            }

            """
            Anything.
            """
            type Thing {
              ipAddress: String!
              user_id: ID!
              tags: [String]
              owner(
                """
                How to write it.
                """
                style: String! = "short"
              ): String!
            }

            input NewThing {
              name: String!
              size: Int! = 3
              state: State! = OUT_OF_STOCK
              note: String
            }

            enum State {
              NEW
              OUT_OF_STOCK
            }

            """",
            executor.Schema.ToString());
    }

    [Fact]
    public async Task Builds_inputs_with_their_defaults_and_injects_services_and_parents()
    {
        var executor = await Executors.CreateAsync(
            builder => builder.AddQueryType().AddMutationType().AddTypeExtension<ThingQueries>()
                .AddTypeExtension(typeof(ThingFields)).AddTypeExtension<ThingMutations>(),
            services => services.AddSingleton<Clock>());

        Assert.Equal(
            """{"data":{"addThing":{"ipAddress":"n 3 OutOfStock none","owner":"short 12:00"}}}""",
            await executor.RunAsync("mutation { addThing(input: { name: \"n\" }) { ipAddress owner } }"));
        Assert.Equal(
            """{"data":{"thing":null,"allThings":[]}}""",
            await executor.RunAsync("{ thing(id: 1) { tags } allThings(states: NEW) { tags } }"));
    }

    [Fact]
    public async Task An_interface_has_the_fields_of_those_that_it_extends()
    {
        var executor = await Executors.CreateAsync(builder => builder
            .AddQueryType().AddTypeExtension<Kitchen.Query>().AddType<Kitchen.Kettle>());

        Assert.Contains(
            """"
            """
            A vessel that is lidded or not.
            """
            interface Pot implements Vessel {
              lid(mood: Mood): Pot
              inside(first: Int! = 2): [Vessel]
              label: String!
            }
            """",
            executor.Schema.ToString(),
            StringComparison.Ordinal);
        Assert.Contains("type Kettle implements Vessel & Pot {", executor.Schema.ToString(), StringComparison.Ordinal);
    }

    internal enum State
    {
        New,
        OutOfStock,
    }

    internal sealed class Clock
    {
        public string Now => "12:00";
    }

    [GraphQLDescription("Anything.")]
    internal sealed record Thing(
        string IPAddress,
        [property: GraphQLName("user_id"), GraphQLType<NonNullType<IdType>>] string UserId,
        IReadOnlyList<string?>? Tags)
    {
        [GraphQLIgnore]
        public string Secret => "";
    }

    [GraphQLName("NewThing")]
    internal sealed record NewThingInput(string Name, int Size = 3, State State = State.OutOfStock)
    {
        public string? Note { get; init; }
    }

    [ExtendObjectType(OperationTypeNames.Query)]
    internal sealed class ThingQueries(Clock clock)
    {
        public async Task<Thing?> GetThingAsync(
            [GraphQLType<NonNullType<IdType>>] string id,
            CancellationToken cancellationToken,
            bool withURL = false)
        {
            await Task.Delay(1, cancellationToken);

            return id == clock.Now && withURL ? new Thing(id, id, null) : null;
        }

        public ValueTask<IReadOnlyList<Thing>> GetAllThingsAsync(IReadOnlyList<State>? states, int? first = 10) =>
            ValueTask.FromResult<IReadOnlyList<Thing>>(
                states is [State.New] && first == 10 ? [] : throw new InvalidOperationException());
    }

    [ExtendObjectType<Thing>]
    internal static class ThingFields
    {
        public static string GetOwner(
            [Parent] Thing thing,
            [Service] Clock clock,
            [GraphQLDescription("How to write it.")] string style = "short") => $"{style}{thing.Secret} {clock.Now}";
    }

    [ExtendObjectType(OperationTypeNames.Mutation)]
    internal sealed class ThingMutations
    {
        [GraphQLDeprecated("Use \"place\".")]
        public Thing AddThing(NewThingInput input) =>
            new($"{input.Name} {input.Size} {input.State} {input.Note ?? "none"}", "", null);
    }
}
