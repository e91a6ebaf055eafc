using System.Net;

namespace Shop.ServiceDefaults.Http;

/// <summary>
/// The proxies of the environment, but for this machine itself: <c>HTTP_PROXY</c> is often set without
/// <c>NO_PROXY</c>, and a collector of telemetry often stands beside its service.
/// </summary>
internal sealed class DirectToLoopback(IWebProxy proxy) : IWebProxy
{
    public ICredentials? Credentials
    {
        get => proxy.Credentials;
        set => proxy.Credentials = value;
    }

    /// <summary>Lets every client of the process that chooses no proxy itself use these.</summary>
    public static void UseByDefault()
    {
        if (HttpClient.DefaultProxy is not DirectToLoopback)
        {
            HttpClient.DefaultProxy = new DirectToLoopback(HttpClient.DefaultProxy);
        }
    }

    public Uri? GetProxy(Uri destination) => destination.IsLoopback ? null : proxy.GetProxy(destination);

    public bool IsBypassed(Uri host) => host.IsLoopback || proxy.IsBypassed(host);
}
