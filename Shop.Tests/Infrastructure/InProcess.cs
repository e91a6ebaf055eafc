using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;

namespace Shop.Tests.Infrastructure;

/// <summary>An application of the test's own, without a port.</summary>
internal static class InProcess
{
    public static async Task<WebApplication> StartAsync(
        Action<WebApplicationBuilder> configure,
        Action<WebApplication> map)
    {
        var builder = CreateBuilder();
        builder.WebHost.UseTestServer();
        configure(builder);
        var app = builder.Build();
        map(app);
        await app.StartAsync();

        return app;
    }

    /// <summary>A builder that knows nothing of the settings files of the services beside the tests.</summary>
    public static WebApplicationBuilder CreateBuilder()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection();

        return builder;
    }

    public static HttpMessageHandler Handler(this WebApplication app) => app.GetTestServer().CreateHandler();

    public static CallInvoker Calls(this WebApplication app) => GrpcChannel
        .ForAddress("http://localhost", new GrpcChannelOptions { HttpHandler = app.Handler() })
        .CreateCallInvoker();
}
