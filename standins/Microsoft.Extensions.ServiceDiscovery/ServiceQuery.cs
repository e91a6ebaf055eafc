namespace Microsoft.Extensions.ServiceDiscovery;

/// <summary>
/// What an address asks for: <c>scheme1+scheme2://_endpoint.service</c>, schemes in order of preference, endpoint optional.
/// </summary>
internal readonly record struct ServiceQuery(string Service, string? Endpoint, string[] Schemes)
{
    public static ServiceQuery Parse(Uri address)
    {
        var host = address.Host;
        var schemes = address.Scheme.Split('+', StringSplitOptions.RemoveEmptyEntries);
        return host is ['_', ..] && host.IndexOf('.', StringComparison.Ordinal) is var dot and > 1
            ? new ServiceQuery(host[(dot + 1)..], host[1..dot], schemes)
            : new ServiceQuery(host, null, schemes);
    }
}
