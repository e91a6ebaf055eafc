using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Tests.Echo;
using Grpc.Tests.Server;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.Tests;

public sealed class InterceptorTests
{
    [Fact]
    public async Task Interceptors_of_the_server_run_in_the_order_in_which_they_were_added()
    {
        var log = new List<string>();
        await using var server = new Started(new EchoServer(
            options =>
            {
                options.Interceptors.Add<Logging>("outer");
                options.Interceptors.Add<Logging>("inner");
            },
            services => services.AddSingleton(log)));
        await server.Value.InitializeAsync();

        await server.Value.Client.EchoAsync(new EchoMessage());
        await server.Value.Client.Count(new EchoMessage()).ResponseStream.MoveNext(default);

        Assert.Equal(["outer Echo", "inner Echo", "outer Count", "inner Count"], log);
    }

    [Fact]
    public async Task An_interceptor_of_the_server_turns_an_exception_into_a_status()
    {
        await using var server = new Started(new EchoServer(options => options.Interceptors.Add<Translating>(), _ => { }));
        await server.Value.InitializeAsync();

        var exception = await Assert.ThrowsAsync<RpcException>(
            async () => await server.Value.Client.EchoAsync(new EchoMessage(), new Metadata { { "x-throw", "no" } }));

        Assert.Equal((StatusCode.FailedPrecondition, "no"), (exception.StatusCode, exception.Status.Detail));
    }

    [Fact]
    public async Task An_interceptor_of_the_client_changes_the_call()
    {
        await using var server = new Started(new EchoServer());
        await server.Value.InitializeAsync();
        var client = new EchoService.EchoServiceClient(server.Value.Channel.Intercept(new Authenticating("ann")));

        var answer = await client.SecretAsync(new EchoMessage());

        Assert.Equal("ann", answer.Text);
    }

    private sealed class Logging(List<string> log, string name) : Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            log.Add($"{name} {context.Method.Split('/')[^1]}");
            return continuation(request, context);
        }

        public override Task ServerStreamingServerHandler<TRequest, TResponse>(
            TRequest request,
            IServerStreamWriter<TResponse> responseStream,
            ServerCallContext context,
            ServerStreamingServerMethod<TRequest, TResponse> continuation)
        {
            log.Add($"{name} {context.Method.Split('/')[^1]}");
            return continuation(request, responseStream, context);
        }
    }

    private sealed class Translating : Interceptor
    {
        public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            try
            {
                return await continuation(request, context);
            }
            catch (InvalidDataException exception)
            {
                throw new RpcException(new Status(StatusCode.FailedPrecondition, exception.Message));
            }
        }
    }

    private sealed class Authenticating(string name) : Interceptor
    {
        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            var options = context.Options.WithHeaders(new Metadata { { "authorization", name } });
            return continuation(
                request, new ClientInterceptorContext<TRequest, TResponse>(context.Method, context.Host, options));
        }
    }

    private sealed record Started(EchoServer Value) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => new(Value.DisposeAsync());
    }
}
