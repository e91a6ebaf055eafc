using Grpc.Core;

namespace Grpc.Net.Client;

/// <summary>How a channel reaches its server.</summary>
public sealed class GrpcChannelOptions
{
    /// <summary>Whether TLS is used and what authenticates calls; null to go by the address.</summary>
    public ChannelCredentials? Credentials { get; set; }

    /// <summary>The largest message to send, in bytes; null for any.</summary>
    public int? MaxSendMessageSize { get; set; }

    /// <summary>The largest message to receive, in bytes: 4 MB unless set; null for any.</summary>
    public int? MaxReceiveMessageSize { get; set; } = 4 * 1024 * 1024;

    /// <summary>Sends the requests. Not together with <see cref="HttpHandler" />.</summary>
    public HttpClient? HttpClient { get; set; }

    /// <summary>Sends the requests. Not together with <see cref="HttpClient" />.</summary>
    public HttpMessageHandler? HttpHandler { get; set; }

    /// <summary>Whether the channel disposes the given client or handler.</summary>
    public bool DisposeHttpClient { get; set; }

    /// <summary>Whether call credentials are sent without TLS too.</summary>
    public bool UnsafeUseInsecureChannelCallCredentials { get; set; }

    /// <summary>The version of HTTP: 2 unless set.</summary>
    public Version? HttpVersion { get; set; }

    /// <summary>Which versions of HTTP may be used instead: none unless set.</summary>
    public HttpVersionPolicy? HttpVersionPolicy { get; set; }
}
