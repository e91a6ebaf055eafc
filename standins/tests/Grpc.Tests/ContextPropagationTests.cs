using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Tests.Echo;
using Grpc.Tests.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.Tests;

public sealed class ContextPropagationTests(EchoServer server) : IClassFixture<EchoServer>
{
    [Fact]
    public async Task Calls_take_over_the_deadline_of_the_call_being_served()
    {
        var deadline = DateTime.UtcNow.AddSeconds(30);
        await using var provider = Provider();
        await server.Client.EchoAsync(new EchoMessage(), new Metadata { { "x-observe", "parent" } }, deadline);
        Serve(provider, server.Observations.Seen["parent"].Deadline, CancellationToken.None);

        await provider.GetRequiredService<EchoService.EchoServiceClient>()
            .EchoAsync(new EchoMessage(), new Metadata { { "x-observe", "child" } });

        var seen = server.Observations.Seen["child"].Deadline;
        Assert.InRange(seen, deadline.AddSeconds(-5), deadline.AddSeconds(5));
    }

    [Fact]
    public async Task Calls_are_cancelled_with_the_call_being_served()
    {
        using var served = new CancellationTokenSource();
        using var own = new CancellationTokenSource();
        await using var provider = Provider();
        Serve(provider, DateTime.MaxValue, served.Token);
        var call = provider.GetRequiredService<EchoService.EchoServiceClient>().EchoAsync(
            new EchoMessage(),
            new Metadata { { "x-delay-ms", EchoServer.LongDelay }, { "x-key", "served" } },
            cancellationToken: own.Token);
        await server.Observations.Started("served").Task.WaitAsync(EchoServer.Patience);

        await served.CancelAsync();

        var exception = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal(StatusCode.Cancelled, exception.StatusCode);
        await server.Observations.Canceled("served").Task.WaitAsync(EchoServer.Patience);
    }

    private static void Serve(ServiceProvider provider, DateTime deadline, CancellationToken cancellationToken)
    {
        var http = new DefaultHttpContext();
        http.Features.Set<IServerCallContextFeature>(new Served(new TestCallContext(deadline, cancellationToken)));
        provider.GetRequiredService<IHttpContextAccessor>().HttpContext = http;
    }

    private ServiceProvider Provider()
    {
        var services = new ServiceCollection();
        services.AddGrpcClient<EchoService.EchoServiceClient>(options => options.Address = server.Http2)
            .EnableCallContextPropagation();
        return services.BuildServiceProvider();
    }

    private sealed record Served(ServerCallContext ServerCallContext) : IServerCallContextFeature;
}
