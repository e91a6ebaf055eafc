using GraphQL.Tests.Http;
using HotChocolate;
using HotChocolate.AspNetCore;
using HotChocolate.Execution;
using HotChocolate.Execution.Configuration;
using HotChocolate.Subscriptions;
using HotChocolate.Types;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace GraphQL.Tests.Subscriptions;

/// <summary>A server with subscriptions on a port of its own.</summary>
internal static class SubscriptionHost
{
    public static async Task<WebApplication> StartAsync(
        Action<IRequestExecutorBuilder>? configure = null,
        Action<GraphQLServerOptions>? options = null,
        Action<WebApplication>? configureApp = null) =>
        await GraphQLHost.StartAsync(
            builder =>
            {
                builder.AddSubscriptionType().AddTypeExtension<Feed>().AddInMemorySubscriptions();
                builder.Services.AddScoped<Visit>();
                configure?.Invoke(builder);
            },
            onPort: true,
            configureApp: app =>
            {
                configureApp?.Invoke(app);
                app.UseWebSockets();
            },
            configureEndpoint: options);

    public static ITopicEventSender Sender(this WebApplication app) =>
        app.Services.GetRequiredService<ITopicEventSender>();

    public static async Task WaitForSubscribersAsync(this WebApplication app, string topic, int count)
    {
        var topics = app.Services.GetRequiredService<InMemoryTopics>();
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (topics.CountSubscribers(topic) != count)
        {
            await Task.Delay(10, timeout.Token);
        }
    }

    /// <summary>A service of which each event has one of its own.</summary>
    internal sealed class Visit
    {
        private int _count;

        public int Next() => ++_count;
    }

    internal sealed record Note(string Text, string? By);

    [ExtendObjectType(OperationTypeNames.Subscription)]
    internal sealed class Feed
    {
        [Subscribe]
        [Topic("notes/{room}")]
        public Note NoteAdded(string room, [EventMessage] string text) => new(text, room);

        [Subscribe]
        public int Visits([EventMessage] int number, Visit visit) => number + visit.Next();

        [Subscribe(With = nameof(CountUpAsync))]
        public int Count(int to, [EventMessage] int number) =>
            number == 13 ? throw new GraphQLException("Unlucky.") : number;

        public static async IAsyncEnumerable<int> CountUpAsync(int to)
        {
            for (var i = 1; i <= to; i++)
            {
                await Task.Yield();
                yield return i;
            }
        }

        [Subscribe(With = nameof(RefuseAsync))]
        public int Refused([EventMessage] int number) => number;

        public ValueTask<ISourceStream<int>> RefuseAsync(ITopicEventReceiver receiver) => throw new GraphQLException(
            ErrorBuilder.New().SetMessage($"No {receiver.GetType().IsPublic}.").SetCode("REFUSED").Build());

        [Subscribe(With = nameof(BreakAsync))]
        public int Broken([EventMessage] int number) => number;

        public async IAsyncEnumerable<int> BreakAsync()
        {
            yield return 1;
            await Task.Yield();
            throw new InvalidOperationException("A secret.");
        }
    }
}
