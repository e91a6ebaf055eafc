namespace Grpc.Core;

/// <summary>How many messages go each way. Streams from the client are not part of this implementation.</summary>
public enum MethodType
{
    /// <summary>One request, one response.</summary>
    Unary = 0,

    /// <summary>One request, a stream of responses.</summary>
    ServerStreaming = 2,
}

/// <summary>A method of a service without its message types.</summary>
public interface IMethod
{
    /// <summary>How many messages go each way.</summary>
    MethodType Type { get; }

    /// <summary>The service with its package, such as "grpc.health.v1.Health".</summary>
    string ServiceName { get; }

    /// <summary>The method's name, such as "Check".</summary>
    string Name { get; }

    /// <summary>The path on the wire, such as "/grpc.health.v1.Health/Check".</summary>
    string FullName { get; }
}

/// <summary>A method of a service.</summary>
/// <typeparam name="TRequest">The request.</typeparam>
/// <typeparam name="TResponse">The response.</typeparam>
/// <param name="type">How many messages go each way.</param>
/// <param name="serviceName">The service with its package.</param>
/// <param name="name">The method's name.</param>
/// <param name="requestMarshaller">Reads and writes requests.</param>
/// <param name="responseMarshaller">Reads and writes responses.</param>
public class Method<TRequest, TResponse>(
    MethodType type,
    string serviceName,
    string name,
    Marshaller<TRequest> requestMarshaller,
    Marshaller<TResponse> responseMarshaller) : IMethod
{
    /// <inheritdoc />
    public MethodType Type { get; } = type;

    /// <inheritdoc />
    public string ServiceName { get; } = serviceName;

    /// <inheritdoc />
    public string Name { get; } = name;

    /// <inheritdoc />
    public string FullName { get; } = $"/{serviceName}/{name}";

    /// <summary>Reads and writes requests.</summary>
    public Marshaller<TRequest> RequestMarshaller { get; } = requestMarshaller;

    /// <summary>Reads and writes responses.</summary>
    public Marshaller<TResponse> ResponseMarshaller { get; } = responseMarshaller;
}
