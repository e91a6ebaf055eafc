using System.Globalization;
using System.Net.Sockets;
using Grpc.AspNetCore.Wire;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server;

/// <summary>A call on an HTTP/2 request. This part is what methods see.</summary>
internal sealed partial class HttpServerCallContext(HttpContext http, IMethod method)
    : ServerCallContext, IServerCallContextFeature, IAsyncDisposable
{
    private static readonly AuthContext Anonymous = new(null, []);

    private Metadata? _requestHeaders;
    private Metadata? _responseTrailers;
    private string? _peer;

    internal HttpContext HttpContext => http;

    ServerCallContext IServerCallContextFeature.ServerCallContext => this;

    protected override string MethodCore => method.FullName;

    protected override string HostCore => http.Request.Host.Value ?? "";

    protected override string PeerCore => _peer ??= FormatPeer(http.Connection);

    protected override DateTime DeadlineCore => _deadline;

    protected override Metadata RequestHeadersCore => _requestHeaders ??= ReadHeaders(http.Request.Headers);

    protected override CancellationToken CancellationTokenCore => _cancellationToken;

    protected override Metadata ResponseTrailersCore => _responseTrailers ??= [];

    protected override Status StatusCore { get; set; } = Status.DefaultSuccess;

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore => Anonymous;

    protected override async Task WriteResponseHeadersAsyncCore(Metadata responseHeaders)
    {
        if (http.Response.HasStarted)
        {
            throw new InvalidOperationException("Response headers can only be sent once per call.");
        }

        BeginWrite();
        try
        {
            ServerStatus.Write(http.Response.Headers, responseHeaders);
            // StartAsync leaves the headers in Kestrel's buffer until something else is sent.
            await http.Response.BodyWriter.FlushAsync(CancellationToken);
        }
        finally
        {
            EndWrite();
        }
    }

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
        throw new NotSupportedException("Use EnableCallContextPropagation of the client factory.");

    private static Metadata ReadHeaders(IHeaderDictionary headers)
    {
        var metadata = new Metadata();
        foreach (var (name, values) in headers)
        {
            if (!WireHeaders.IsMetadata(name))
            {
                continue;
            }

            foreach (var value in values)
            {
                WireHeaders.Add(metadata, name, value ?? "");
            }
        }

        return metadata;
    }

    // As in gRPC's naming: "ipv4:127.0.0.1:5000", "ipv6:[::1]:5000", "unknown" where there is no address.
    private static string FormatPeer(ConnectionInfo connection) => connection.RemoteIpAddress switch
    {
        null => "unknown",
        { AddressFamily: AddressFamily.InterNetworkV6 } address => string.Create(
            CultureInfo.InvariantCulture, $"ipv6:[{address}]:{connection.RemotePort}"),
        var address => string.Create(CultureInfo.InvariantCulture, $"ipv4:{address}:{connection.RemotePort}"),
    };
}
