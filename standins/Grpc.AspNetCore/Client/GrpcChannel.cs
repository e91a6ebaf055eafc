using System.Collections.Concurrent;
using System.Net;
using Grpc.Core;

namespace Grpc.Net.Client;

/// <summary>A way to a server over HTTP/2. Keep and share it: making one is costly, calls are not.</summary>
public sealed class GrpcChannel : ChannelBase, IDisposable
{
    private readonly ConcurrentDictionary<string, Uri> _addresses = new();
    private readonly Uri _address;
    private readonly bool _disposeInvoker;

    private GrpcChannel(Uri address, GrpcChannelOptions options)
        : base(address.Authority)
    {
        if (options is { HttpClient: not null, HttpHandler: not null })
        {
            throw new ArgumentException("HttpClient and HttpHandler cannot both be set.", nameof(options));
        }

        _address = address;
        var isSecure = options.Credentials?.IsSecure ?? address.Scheme switch
        {
            "http" => false,
            "https" => true,
            _ => throw new InvalidOperationException(
                $"Unable to determine the TLS configuration of the channel from address '{address}'."),
        };
        CallCredentials = options.Credentials?.CallCredentials;
        SendsCallCredentials = isSecure || options.UnsafeUseInsecureChannelCallCredentials;
        MaxSendMessageSize = options.MaxSendMessageSize;
        MaxReceiveMessageSize = options.MaxReceiveMessageSize;
        Version = options.HttpVersion ?? HttpVersion.Version20;
        VersionPolicy = options.HttpVersionPolicy ?? HttpVersionPolicy.RequestVersionExact;
        Sender = options.HttpClient ?? new HttpMessageInvoker(options.HttpHandler ?? CreateHandler());
        _disposeInvoker = options.DisposeHttpClient || options is { HttpClient: null, HttpHandler: null };
    }

    internal bool SendsCallCredentials { get; }

    internal CallCredentials? CallCredentials { get; }

    internal int? MaxSendMessageSize { get; }

    internal int? MaxReceiveMessageSize { get; }

    internal Version Version { get; }

    internal HttpVersionPolicy VersionPolicy { get; }

    private HttpMessageInvoker Sender { get; }

    /// <summary>A channel to an address such as "https://localhost:5001".</summary>
    public static GrpcChannel ForAddress(string address) => ForAddress(address, new GrpcChannelOptions());

    /// <summary>A channel to an address such as "https://localhost:5001".</summary>
    public static GrpcChannel ForAddress(string address, GrpcChannelOptions channelOptions) =>
        ForAddress(new Uri(address), channelOptions);

    /// <summary>A channel to an address.</summary>
    public static GrpcChannel ForAddress(Uri address) => ForAddress(address, new GrpcChannelOptions());

    /// <summary>A channel to an address.</summary>
    public static GrpcChannel ForAddress(Uri address, GrpcChannelOptions channelOptions) => new(address, channelOptions);

    /// <inheritdoc />
    public override CallInvoker CreateCallInvoker() => new HttpCallInvoker(this);

    /// <summary>Closes the connections that the channel owns.</summary>
    public void Dispose()
    {
        if (_disposeInvoker)
        {
            Sender.Dispose();
        }
    }

    internal static SocketsHttpHandler CreateHandler() => new()
    {
        EnableMultipleHttp2Connections = true,
        AllowAutoRedirect = false,
        UseCookies = false,
    };

    internal Uri AddressOf(IMethod method) =>
        _addresses.GetOrAdd(method.FullName, static (path, address) => new Uri(address, path), _address);

    internal Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Sender is HttpClient client
            ? client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            : Sender.SendAsync(request, cancellationToken);
}
