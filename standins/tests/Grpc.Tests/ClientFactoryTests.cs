using Grpc.Tests.Echo;
using Grpc.Tests.Server;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.Tests;

public sealed class ClientFactoryTests(EchoServer server) : IClassFixture<EchoServer>
{
    [Fact]
    public async Task Sends_calls_through_the_handlers_of_the_HTTP_client()
    {
        var services = new ServiceCollection();
        services.AddTransient(_ => new Redirecting(server.Http2));
        services.AddGrpcClient<EchoService.EchoServiceClient>(options => options.Address = new Uri("http://echo"))
            .AddHttpMessageHandler<Redirecting>()
            // The official client resolves the name by itself when it finds a SocketsHttpHandler at the end of the chain.
            .ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler());
        await using var provider = services.BuildServiceProvider();

        var answer = await provider.GetRequiredService<EchoService.EchoServiceClient>()
            .EchoAsync(new EchoMessage { Text = "hi" });

        Assert.Equal("hi", answer.Text);
    }

    [Fact]
    public async Task Sends_a_call_again_when_a_handler_tries_again()
    {
        var services = new ServiceCollection();
        services.AddGrpcClient<EchoService.EchoServiceClient>(options => options.Address = server.Http2)
            .AddHttpMessageHandler(() => new Twice());
        await using var provider = services.BuildServiceProvider();

        var answer = await provider.GetRequiredService<EchoService.EchoServiceClient>()
            .EchoAsync(new EchoMessage { Text = "hi" });

        Assert.Equal("hi", answer.Text);
    }

    [Fact]
    public async Task Adds_call_credentials_where_the_channel_allows_them()
    {
        var services = new ServiceCollection();
        services.AddGrpcClient<EchoService.EchoServiceClient>(options => options.Address = server.Http2)
            .AddCallCredentials((_, metadata) =>
            {
                metadata.Add("authorization", "ann");
                return Task.CompletedTask;
            })
            .ConfigureChannel(options => options.UnsafeUseInsecureChannelCallCredentials = true);
        await using var provider = services.BuildServiceProvider();

        var answer = await provider.GetRequiredService<EchoService.EchoServiceClient>().SecretAsync(new EchoMessage());

        Assert.Equal("ann", answer.Text);
    }

    [Fact]
    public async Task Refuses_call_credentials_without_TLS()
    {
        var services = new ServiceCollection();
        services.AddGrpcClient<EchoService.EchoServiceClient>(options => options.Address = server.Http2)
            .AddCallCredentials((_, _) => Task.CompletedTask);
        await using var provider = services.BuildServiceProvider();

        Assert.Throws<InvalidOperationException>(provider.GetRequiredService<EchoService.EchoServiceClient>);
    }

    [Fact]
    public async Task Refuses_to_propagate_where_no_call_is_being_served()
    {
        var services = new ServiceCollection();
        services.AddGrpcClient<EchoService.EchoServiceClient>(options => options.Address = server.Http2)
            .EnableCallContextPropagation();
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<EchoService.EchoServiceClient>();

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await client.EchoAsync(new EchoMessage()));
    }

    private sealed class Redirecting(Uri target) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri(target, request.RequestUri!.AbsolutePath);
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Twice : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using (await base.SendAsync(request, cancellationToken))
            {
                return await base.SendAsync(request, cancellationToken);
            }
        }
    }
}
