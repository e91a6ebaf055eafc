using System.Collections.Immutable;

namespace Shop.Faults.Cluster;

/// <summary>Sends each request to the next gateway, as a load balancer before them would.</summary>
internal sealed class Rotation(IEnumerable<string> gateways)
    : DelegatingHandler(new SocketsHttpHandler { UseProxy = false })
{
    /// <summary>Stands for all of them in the addresses of requests.</summary>
    public static readonly Uri Address = new("http://gateways");

    private ImmutableArray<string> _gateways = [.. gateways];
    private uint _turn;

    /// <summary>Sends no further request there; what is on its way is answered.</summary>
    public void Remove(string gateway) =>
        ImmutableInterlocked.Update(ref _gateways, static (all, one) => all.Remove(one), gateway);

    public void Add(string gateway) =>
        ImmutableInterlocked.Update(ref _gateways, static (all, one) => all.Add(one), gateway);

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var gateways = _gateways;
        var next = gateways[(int)(Interlocked.Increment(ref _turn) % gateways.Length)];
        request.RequestUri = new Uri(new Uri(next), request.RequestUri!.PathAndQuery);

        return base.SendAsync(request, cancellationToken);
    }
}
