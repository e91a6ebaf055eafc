using Grpc.AspNetCore.Wire;
using Grpc.Core;

namespace Grpc.Net.Client;

/// <summary>Makes the HTTP request of a call.</summary>
internal static class CallRequest
{
    private static readonly string UserAgent = $"grpc-dotnet-standin/1.0 (.NET {Environment.Version})";

    internal static async ValueTask<HttpRequestMessage> CreateAsync<TRequest, TResponse>(
        GrpcChannel channel,
        Method<TRequest, TResponse> method,
        CallOptions options,
        TRequest message,
        TimeSpan? timeout,
        CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, channel.AddressOf(method))
        {
            Version = channel.Version,
            VersionPolicy = channel.VersionPolicy,
            Content = new MessageContent<TRequest>(method.RequestMarshaller, message, channel.MaxSendMessageSize),
        };
        Add(request, "te", "trailers");
        Add(request, "user-agent", UserAgent);
        Add(request, WireHeaders.AcceptEncoding, WireHeaders.SupportedEncodings);
        if (timeout is { } remaining)
        {
            Add(request, GrpcTimeout.Header, GrpcTimeout.Format(remaining));
        }

        AddAll(request, options.Headers);
        // Credentials are for the server alone: without TLS they are sent only where the channel says so.
        if (channel.SendsCallCredentials)
        {
            await AuthenticateAsync(request, method, channel.CallCredentials, cancellationToken);
            await AuthenticateAsync(request, method, options.Credentials, cancellationToken);
        }

        return request;
    }

    private static async ValueTask AuthenticateAsync<TRequest, TResponse>(
        HttpRequestMessage request,
        Method<TRequest, TResponse> method,
        CallCredentials? credentials,
        CancellationToken cancellationToken)
    {
        if (credentials is null)
        {
            return;
        }

        var metadata = new Metadata();
        var service = new Uri(request.RequestUri!, $"/{method.ServiceName}").ToString();
        await credentials.ApplyAsync(new AuthInterceptorContext(service, method.Name, cancellationToken), metadata);
        AddAll(request, metadata);
    }

    private static void AddAll(HttpRequestMessage request, Metadata? metadata)
    {
        if (metadata is null)
        {
            return;
        }

        foreach (var entry in metadata)
        {
            Add(request, entry.Key, WireHeaders.Format(entry));
        }
    }

    private static void Add(HttpRequestMessage request, string name, string value) =>
        request.Headers.TryAddWithoutValidation(name, value);
}
