using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Tests.Server;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Grpc.Tests;

public sealed class HealthTests : IAsyncLifetime
{
    private readonly EchoServer _server = new();

    private Health.V1.Health.HealthClient Client => new(_server.Channel);

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Tells_the_health_of_the_server_and_of_its_services()
    {
        _server.IsHealthy = false;

        Assert.Equal(ServingStatus.NotServing, await CheckAsync(""));
        Assert.Equal(ServingStatus.Serving, await CheckAsync("ready"));
    }

    [Fact]
    public async Task Does_not_find_unknown_services()
    {
        var exception = await Assert.ThrowsAsync<RpcException>(() => CheckAsync("nobody"));

        Assert.Equal(StatusCode.NotFound, exception.StatusCode);
    }

    [Fact]
    public async Task Shows_those_who_watch_every_change()
    {
        using var call = Client.Watch(new HealthCheckRequest(), deadline: DateTime.UtcNow + EchoServer.Patience);

        Assert.Equal(ServingStatus.Serving, await NextAsync(call));
        _server.IsHealthy = false;
        Assert.Equal(ServingStatus.NotServing, await NextAsync(call));
        _server.IsHealthy = true;
        Assert.Equal(ServingStatus.Serving, await NextAsync(call));
    }

    [Fact]
    public async Task Tells_those_who_watch_that_a_service_is_unknown()
    {
        using var call = Client.Watch(
            new HealthCheckRequest { Service = "nobody" }, deadline: DateTime.UtcNow + EchoServer.Patience);

        Assert.Equal(ServingStatus.ServiceUnknown, await NextAsync(call));
    }

    private static async Task<ServingStatus> NextAsync(AsyncServerStreamingCall<HealthCheckResponse> call)
    {
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        return call.ResponseStream.Current.Status;
    }

    private async Task<ServingStatus> CheckAsync(string service) => (await Client.CheckAsync(
        new HealthCheckRequest { Service = service }, deadline: DateTime.UtcNow + EchoServer.Patience)).Status;
}
