using System.Runtime.CompilerServices;
using HotChocolate;
using HotChocolate.AspNetCore;
using HotChocolate.AspNetCore.Subscriptions;
using HotChocolate.AspNetCore.Subscriptions.Protocols;
using HotChocolate.Types;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PeerProcesses;

namespace GraphQL.Tests.Http;

/// <summary>The IDE page in Chromium, used with keyboard and mouse.</summary>
public sealed class IdeBrowserTests
{
    private readonly List<string?> _authorizations = [];
    private readonly Listening _listening = new();

    [BrowserFact]
    public async Task Writes_runs_reads_logs_in_and_listens()
    {
        await using var app = await GraphQLHost.StartAsync(
            builder =>
            {
                builder.AddTypeExtension<LoginFields>().AddSubscriptionType().AddTypeExtension<TickFields>()
                    .AddInMemorySubscriptions().AddSocketSessionInterceptor<Greeting>();
                builder.Services.AddSingleton(_listening);
            },
            onPort: true,
            configureApp: Configure);

        var output = await Peer.NodeAsync("ide/browser.mjs", "", Peer.BrowserPath!, app.Urls.First());

        Assert.Equal("passed", output);
        Assert.Equal("Bearer a.b.c", _authorizations[^1]);
        Assert.Equal("Bearer a.b.c", _listening.Authorization);
        await _listening.Stopped.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [BrowserFact]
    public async Task Says_that_introspection_is_off_and_runs_queries_all_the_same()
    {
        await using var app = await GraphQLHost.StartAsync(
            builder => builder.DisableIntrospection(), onPort: true, configureApp: Configure);

        var output = await Peer.NodeAsync("ide/browser-without-schema.mjs", "", Peer.BrowserPath!, app.Urls.First());

        Assert.Equal("passed", output);
    }

    private void Configure(WebApplication app)
    {
        app.Use((context, next) =>
        {
            if (context.Request.Path == "/graphql" && context.Request.Method == "POST")
            {
                _authorizations.Add(context.Request.Headers.Authorization);
            }

            return next(context);
        });
        app.UseWebSockets();
        app.MapNitroApp("/", relativeRequestPath: "graphql");
    }

    internal sealed record Credentials(string Email, string Password);

    internal sealed record Session(string Token);

    [ExtendObjectType(OperationTypeNames.Mutation)]
    internal sealed class LoginFields
    {
        public Session Login(Credentials input) => input.Password == "correct horse"
            ? new Session("a.b.c")
            : throw new GraphQLException("The password is wrong.");
    }

    /// <summary>What the server sees of the subscription.</summary>
    internal sealed class Listening
    {
        private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string? Authorization { get; set; }

        public Task Stopped => _stopped.Task;

        public void Stop() => _stopped.TrySetResult();
    }

    internal sealed class Greeting(Listening listening) : DefaultSocketSessionInterceptor
    {
        public override ValueTask<ConnectionStatus> OnConnectAsync(
            ISocketSession session,
            IOperationMessagePayload connectionInitMessage,
            CancellationToken cancellationToken = default)
        {
            listening.Authorization = connectionInitMessage.Payload?.GetProperty("Authorization").GetString();

            return new(ConnectionStatus.Accept());
        }
    }

    [ExtendObjectType(OperationTypeNames.Subscription)]
    internal sealed class TickFields
    {
        [Subscribe(With = nameof(CountAsync))]
        public int Tick([EventMessage] int number) => number;

        public static async IAsyncEnumerable<int> CountAsync(
            Listening listening, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            try
            {
                for (var number = 1; number <= 3; number++)
                {
                    yield return number;
                }

                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            finally
            {
                listening.Stop();
            }
        }
    }
}
