using HotChocolate.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using HotChocolate.Execution.Configuration;
using Microsoft.Extensions.Logging;

namespace GraphQL.Tests.Http;

/// <summary>A server in the process, or on a port of its own for programs of others.</summary>
internal static class GraphQLHost
{
    public static async Task<WebApplication> StartAsync(
        Action<IRequestExecutorBuilder>? configure = null,
        bool onPort = false,
        int maxRequestSize = 10_000,
        Action<WebApplication>? configureApp = null,
        bool secured = false,
        Action<WebApplicationBuilder>? configureBuilder = null,
        Action<GraphQLServerOptions>? configureEndpoint = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (onPort)
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
        }
        else
        {
            builder.WebHost.UseTestServer();
        }

        var server = builder.Services
            .AddGraphQLServer(maxAllowedRequestSize: maxRequestSize, disableDefaultSecurity: !secured)
            .AddQueryType<Query>()
            .AddMutationType<Mutation>();
        configure?.Invoke(server);
        configureBuilder?.Invoke(builder);
        var app = builder.Build();
        configureApp?.Invoke(app);
        app.MapGraphQL().WithOptions(configureEndpoint ?? (_ => { }));
        await app.StartAsync();

        return app;
    }

    internal sealed class Query
    {
        public string Hello(string name = "world") => $"Hello, {name}!";

        public int Fail() => throw new InvalidOperationException("A secret.");
    }

    internal sealed class Mutation
    {
        public int Add(int left, int right) => left + right;
    }
}
