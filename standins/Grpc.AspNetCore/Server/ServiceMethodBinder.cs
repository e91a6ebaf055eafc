using System.Reflection;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grpc.AspNetCore.Server;

/// <summary>Makes an endpoint of each method of a service. All reflection happens here, once.</summary>
internal sealed class ServiceMethodBinder<TService>(IEndpointRouteBuilder builder) : ServiceBinderBase
    where TService : class
{
    private static readonly string[] Post = [HttpMethods.Post];

    private readonly GrpcServiceOptions _options =
        builder.ServiceProvider.GetRequiredService<IOptions<GrpcServiceOptions>>().Value;

    private readonly ILogger _logger =
        builder.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger("Grpc.AspNetCore.Server.ServerCallHandler");

    internal List<IEndpointConventionBuilder> Endpoints { get; } = [];

    internal HashSet<string> ServiceNames { get; } = [];

    internal void Bind()
    {
        for (var type = typeof(TService); type is not null; type = type.BaseType)
        {
            if (type.GetCustomAttribute<BindServiceMethodAttribute>(inherit: false) is not { } attribute)
            {
                continue;
            }

            var bind = attribute.BindType.GetMethod(
                attribute.BindMethodName,
                BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static,
                [typeof(ServiceBinderBase), type]);
            bind?.Invoke(null, [this, null]);
            return;
        }

        throw new InvalidOperationException(
            $"'{typeof(TService).Name}' is not a gRPC service: it derives from no generated base class.");
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
    {
        var implementation = Find(method, typeof(TRequest), typeof(ServerCallContext));
        var invoke = implementation.CreateDelegate<Func<TService, TRequest, ServerCallContext, Task<TResponse>>>();
        var pipeline = ServerPipeline.Intercept(
            ServerPipeline.Activate(invoke), InterceptorActivator.CreateAll(_options.Interceptors));
        Map(method, implementation, new UnaryCallHandler<TRequest, TResponse>(method, pipeline, _options, _logger));
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var implementation = Find(
            method, typeof(TRequest), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        var invoke = implementation
            .CreateDelegate<Func<TService, TRequest, IServerStreamWriter<TResponse>, ServerCallContext, Task>>();
        var pipeline = ServerPipeline.Intercept(
            ServerPipeline.Activate(invoke), InterceptorActivator.CreateAll(_options.Interceptors));
        Map(method, implementation, new StreamingCallHandler<TRequest, TResponse>(method, pipeline, _options, _logger));
    }

    private static MethodInfo Find(IMethod method, params Type[] parameters) =>
        typeof(TService).GetMethod(
            method.Name, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance, parameters)
        ?? throw new InvalidOperationException($"'{typeof(TService).Name}' has no method for '{method.FullName}'.");

    private void Map(IMethod method, MethodInfo implementation, ServerCallHandler handler)
    {
        ServiceNames.Add(method.ServiceName);
        Endpoints.Add(builder
            .Map(method.FullName, (RequestDelegate)handler.HandleAsync)
            .WithDisplayName($"gRPC - {method.FullName}")
            .WithMetadata(
            [
                new GrpcMethodMetadata(typeof(TService), method),
                .. typeof(TService).GetCustomAttributes(inherit: true),
                .. implementation.GetCustomAttributes(inherit: true),
                new HttpMethodMetadata(Post, acceptCorsPreflight: true),
            ]));
    }
}
