using GraphQL.Tests.Execution;
using HotChocolate;
using HotChocolate.Execution;
using HotChocolate.Types;
using Microsoft.Extensions.DependencyInjection;

namespace GraphQL.Tests.Subscriptions;

public sealed class SubscriptionSchemaTests
{
    [Fact]
    public async Task Shows_the_fields_and_not_what_yields_their_events()
    {
        var executor = await CreateAsync();

        Assert.Contains(
            """
            type Subscription {
              noteAdded(room: String!): Note!
              visits: Int!
              count(to: Int!): Int!
              refused: Int!
              broken: Int!
            }
            """,
            executor.Schema.ToString(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(NoSubscribe), "need the attribute Subscribe")]
    [InlineData(typeof(NoMessage), "no parameter with the attribute EventMessage")]
    [InlineData(typeof(NoSuchArgument), "refers to an argument that the field lacks")]
    [InlineData(typeof(NoSuchSource), "has no public method Gone")]
    [InlineData(typeof(NoStream), "neither an ISourceStream nor an IAsyncEnumerable")]
    [InlineData(typeof(ForeignArgument), "is not an argument of the field")]
    public async Task Refuses_what_cannot_be_subscribed_to(Type extension, string reason)
    {
        var error = await Assert.ThrowsAsync<SchemaException>(() => Executors.CreateAsync(
            builder => builder.AddQueryType<Query>().AddSubscriptionType().AddTypeExtension(extension)));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_Subscribe_on_other_types()
    {
        var error = await Assert.ThrowsAsync<SchemaException>(
            () => Executors.CreateAsync(builder => builder.AddQueryType<Misplaced>()));

        Assert.Contains("fields of the subscription type, and no others", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_to_execute_a_subscription_as_one_response()
    {
        var executor = await CreateAsync();

        Assert.Contains(
            "A subscription needs a WebSocket",
            await executor.RunAsync("subscription { visits }"),
            StringComparison.Ordinal);
    }

    private static Task<IRequestExecutor> CreateAsync() => Executors.CreateAsync(
        builder => builder.AddQueryType<Query>().AddSubscriptionType().AddTypeExtension<SubscriptionHost.Feed>()
            .AddInMemorySubscriptions(),
        services => services.AddScoped<SubscriptionHost.Visit>());

    private sealed class Query
    {
        public int One => 1;
    }

    private sealed class Misplaced
    {
        [Subscribe]
        public int Two([EventMessage] int number) => number;
    }

    [ExtendObjectType(OperationTypeNames.Subscription)]
    private sealed class NoSubscribe
    {
        public int Plain => 1;
    }

    [ExtendObjectType(OperationTypeNames.Subscription)]
    private sealed class NoMessage
    {
        [Subscribe]
        public int Number() => 1;
    }

    [ExtendObjectType(OperationTypeNames.Subscription)]
    private sealed class NoSuchArgument
    {
        [Subscribe]
        [Topic("{room}")]
        public int Number([EventMessage] int number) => number;
    }

    [ExtendObjectType(OperationTypeNames.Subscription)]
    private sealed class NoSuchSource
    {
        [Subscribe(With = "Gone")]
        public int Number([EventMessage] int number) => number;
    }

    [ExtendObjectType(OperationTypeNames.Subscription)]
    private sealed class NoStream
    {
        [Subscribe(With = nameof(Numbers))]
        public int Number([EventMessage] int number) => number;

        public IEnumerable<int> Numbers() => [];
    }

    [ExtendObjectType(OperationTypeNames.Subscription)]
    private sealed class ForeignArgument
    {
        [Subscribe(With = nameof(Numbers))]
        public int Number([EventMessage] int number) => number;

        public IAsyncEnumerable<int> Numbers(int to) => AsyncEnumerable.Range(0, to);
    }
}
