namespace Shop.ServiceDefaults.Grpc;

/// <summary>
/// Sends requests over several connections in turn. HTTP/2 would keep to one, and where a proxy or a virtual address
/// stands before the replicas of a service, every call would go to the replica that this one leads to.
/// </summary>
internal sealed class ConnectionSpreadingHandler : HttpMessageHandler
{
    private const int Connections = 8;

    // Replicas that have joined get their share when connections are made anew.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(1);

    private readonly HttpMessageInvoker[] _connections =
        [.. Enumerable.Range(0, Connections).Select(static _ => new HttpMessageInvoker(CreateHandler()))];

    private uint _turn;

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken) =>
        _connections[Interlocked.Increment(ref _turn) % Connections].SendAsync(request, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var connection in _connections)
            {
                connection.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    private static SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        EnableMultipleHttp2Connections = true,
        PooledConnectionLifetime = ConnectionLifetime,
        UseCookies = false,
        UseProxy = false,
    };
}
