namespace Grpc.Core;

/// <summary>Takes the methods of a service; generated code calls it.</summary>
public abstract class ServiceBinderBase
{
    /// <summary>Adds a unary method; the handler is null when only the method itself is of interest.</summary>
    public abstract void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
        where TRequest : class
        where TResponse : class;

    /// <summary>Adds a server-streaming method; the handler is null when only the method itself is of interest.</summary>
    public abstract void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
        where TRequest : class
        where TResponse : class;
}

/// <summary>The methods of a service with their handlers.</summary>
public class ServerServiceDefinition
{
    private readonly IReadOnlyList<Action<ServiceBinderBase>> _methods;

    private ServerServiceDefinition(IReadOnlyList<Action<ServiceBinderBase>> methods) => _methods = methods;

    /// <summary>Starts a definition.</summary>
    public static Builder CreateBuilder() => new();

    /// <summary>Gives every method to the binder.</summary>
    public void BindService(ServiceBinderBase serviceBinder)
    {
        foreach (var add in _methods)
        {
            add(serviceBinder);
        }
    }

    /// <summary>Collects methods.</summary>
    public class Builder
    {
        private readonly List<Action<ServiceBinderBase>> _methods = [];

        /// <summary>Adds a unary method.</summary>
        public Builder AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse> handler)
            where TRequest : class
            where TResponse : class
        {
            _methods.Add(binder => binder.AddMethod(method, handler));
            return this;
        }

        /// <summary>Adds a server-streaming method.</summary>
        public Builder AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse> handler)
            where TRequest : class
            where TResponse : class
        {
            _methods.Add(binder => binder.AddMethod(method, handler));
            return this;
        }

        /// <summary>The definition.</summary>
        public ServerServiceDefinition Build() => new([.. _methods]);
    }
}
