using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server;

/// <summary>Chains what a call goes through: the interceptors and the method of the service.</summary>
internal static class ServerPipeline
{
    internal static UnaryServerMethod<TRequest, TResponse> Activate<TService, TRequest, TResponse>(
        Func<TService, TRequest, ServerCallContext, Task<TResponse>> invoke)
        where TService : class
        where TRequest : class
        where TResponse : class
    {
        var create = ActivatorUtilities.CreateFactory<TService>([]);
        async Task<TResponse> CreateAndInvokeAsync(TRequest request, ServerCallContext context)
        {
            var service = create(context.GetHttpContext().RequestServices, null);
            await using var lifetime = new Lifetime(service);
            return await invoke(service, request, context);
        }

        return (request, context) => context.GetHttpContext().RequestServices.GetService<TService>() is { } service
            ? invoke(service, request, context)
            : CreateAndInvokeAsync(request, context);
    }

    internal static ServerStreamingServerMethod<TRequest, TResponse> Activate<TService, TRequest, TResponse>(
        Func<TService, TRequest, IServerStreamWriter<TResponse>, ServerCallContext, Task> invoke)
        where TService : class
        where TRequest : class
        where TResponse : class
    {
        var create = ActivatorUtilities.CreateFactory<TService>([]);
        return async (request, stream, context) =>
        {
            var services = context.GetHttpContext().RequestServices;
            var service = services.GetService<TService>();
            await using var lifetime = new Lifetime(service is null ? service = create(services, null) : null);
            await invoke(service, request, stream, context);
        };
    }

    internal static UnaryServerMethod<TRequest, TResponse> Intercept<TRequest, TResponse>(
        UnaryServerMethod<TRequest, TResponse> method, IReadOnlyList<InterceptorActivator> activators)
        where TRequest : class
        where TResponse : class => activators.Reverse().Aggregate(method, (next, activator) =>
            async (request, context) =>
            {
                var interceptor = activator.Create(context.GetHttpContext().RequestServices, out var owned);
                await using var lifetime = new Lifetime(owned);
                return await interceptor.UnaryServerHandler(request, context, next);
            });

    internal static ServerStreamingServerMethod<TRequest, TResponse> Intercept<TRequest, TResponse>(
        ServerStreamingServerMethod<TRequest, TResponse> method, IReadOnlyList<InterceptorActivator> activators)
        where TRequest : class
        where TResponse : class => activators.Reverse().Aggregate(method, (next, activator) =>
            async (request, stream, context) =>
            {
                var interceptor = activator.Create(context.GetHttpContext().RequestServices, out var owned);
                await using var lifetime = new Lifetime(owned);
                await interceptor.ServerStreamingServerHandler(request, stream, context, next);
            });

    // Disposes what was made for one call; what came from the services belongs to them.
    private readonly struct Lifetime(object? owned) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            if (owned is IAsyncDisposable disposable)
            {
                return disposable.DisposeAsync();
            }

            (owned as IDisposable)?.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
