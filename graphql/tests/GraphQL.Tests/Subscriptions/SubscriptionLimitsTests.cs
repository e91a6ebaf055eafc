using System.Text;
using GraphQL.Tests.Http;
using HotChocolate;
using HotChocolate.CostAnalysis.Types;
using HotChocolate.Execution.Configuration;
using HotChocolate.Types;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace GraphQL.Tests.Subscriptions;

/// <summary>What is refused to other operations is refused to subscriptions, too.</summary>
public sealed class SubscriptionLimitsTests
{
    [Fact]
    public async Task A_subscription_beyond_the_cost_is_refused()
    {
        var answer = await SubscribeAsync(builder => builder.AddCostAnalyzer());

        Assert.Contains("HC0047", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_subscription_that_was_not_stored_before_is_refused_where_others_are()
    {
        var answer = await SubscribeAsync(builder => builder
            .UsePersistedOperationPipeline().AddInMemoryOperationDocumentStorage()
            .ModifyRequestOptions(options => options.PersistedOperations.OnlyAllowPersistedDocuments = true));

        Assert.Contains("HC0067", answer, StringComparison.Ordinal);
    }

    private static async Task<string> SubscribeAsync(Action<IRequestExecutorBuilder> configure)
    {
        await using var app = await GraphQLHost.StartAsync(builder => configure(
            builder.AddSubscriptionType<Subscription>().AddInMemorySubscriptions()));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql");
        request.Content = new StringContent("""{"query":"subscription { tick }"}""", Encoding.UTF8, "application/json");
        request.Headers.Accept.ParseAdd("text/event-stream");

        using var response = await app.GetTestClient().SendAsync(request).WaitAsync(TimeSpan.FromSeconds(30));

        return await response.Content.ReadAsStringAsync().WaitAsync(TimeSpan.FromSeconds(30));
    }

    internal sealed class Subscription
    {
        [Subscribe, Topic("ticks"), Cost(2_000)]
        public int Tick([EventMessage] int number) => number;
    }
}
