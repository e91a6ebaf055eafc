using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace Microsoft.Extensions.ServiceDiscovery;

/// <summary>
/// Endpoints of services from <c>services:{service}:{endpoint or scheme}:{index}</c>, taken in turn. A service that is
/// not configured is passed through: its name is the host. Changes of the configuration count from the next request on.
/// </summary>
internal sealed class ConfigurationEndpoints : IDisposable
{
    private readonly IConfiguration _configuration;
    private readonly IDisposable _changes;
    private volatile ConcurrentDictionary<Uri, RoundRobin> _resolved = new();

    public ConfigurationEndpoints(IConfiguration configuration)
    {
        _configuration = configuration;
        _changes = ChangeToken.OnChange(configuration.GetReloadToken, () => _resolved = new());
    }

    public Uri Resolve(Uri address)
    {
        var authority = new Uri(address.GetLeftPart(UriPartial.Authority));
        var endpoint = _resolved.GetOrAdd(authority, static (key, self) => new RoundRobin(self.Find(key)), this).Next();
        return endpoint == authority
            ? address
            : new UriBuilder(address) { Scheme = endpoint.Scheme, Host = endpoint.Host, Port = endpoint.Port }.Uri;
    }

    public void Dispose() => _changes.Dispose();

    private Uri[] Find(Uri authority)
    {
        var query = ServiceQuery.Parse(authority);
        var service = _configuration.GetSection("services").GetSection(query.Service);
        if (!service.Exists())
        {
            return [PassThrough(authority, query)];
        }

        string[] names = query.Endpoint is { } endpoint ? [endpoint] : ["default", .. query.Schemes];
        foreach (var name in names)
        {
            var found = Preferred(Values(service.GetSection(name)).Select(value => Parse(value, name, service, query)), query);
            if (found.Length > 0)
            {
                return found;
            }
        }

        return query.Endpoint is null
            ? [PassThrough(authority, query)]
            : throw new InvalidOperationException(
                $"No endpoint '{query.Endpoint}' of service '{query.Service}' for {string.Join('+', query.Schemes)} in "
                + $"the configuration section '{service.Path}'.");
    }

    private static IEnumerable<string> Values(IConfigurationSection section) => section.Value is { Length: > 0 } single
        ? [single]
        : section.GetChildren().Select(child => child.Value).OfType<string>();

    /// <summary>An absolute URI, or host and port for the scheme that is preferred.</summary>
    private static Uri Parse(string value, string name, IConfigurationSection service, ServiceQuery query)
    {
        var text = value.Contains("://", StringComparison.Ordinal) ? value : $"{query.Schemes[0]}://{value}";
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Host.Length > 0
            ? uri
            : throw new InvalidOperationException($"'{value}' of '{service.Path}:{name}' is not an endpoint's address.");
    }

    /// <summary>The endpoints of the first of the query's schemes that has any.</summary>
    private static Uri[] Preferred(IEnumerable<Uri> endpoints, ServiceQuery query)
    {
        var all = endpoints.ToArray();
        return query.Schemes
            .Select(scheme => all.Where(endpoint => endpoint.Scheme == scheme).ToArray())
            .FirstOrDefault(static found => found.Length > 0) ?? [];
    }

    private static Uri PassThrough(Uri authority, ServiceQuery query) => query.Schemes.Length == 1
        ? authority
        : new UriBuilder(authority) { Scheme = query.Schemes[0], Port = authority.IsDefaultPort ? -1 : authority.Port }.Uri;

    private sealed class RoundRobin(Uri[] endpoints)
    {
        private uint _next = uint.MaxValue;

        public Uri Next() => endpoints[Interlocked.Increment(ref _next) % (uint)endpoints.Length];
    }
}
