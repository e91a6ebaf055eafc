using System.Collections;

namespace Grpc.AspNetCore.HealthChecks;

/// <summary>The services of the health service by name.</summary>
public sealed class ServiceMappingCollection : IEnumerable<ServiceMapping>
{
    private readonly Dictionary<string, ServiceMapping> _mappings = new(StringComparer.Ordinal);

    /// <summary>Tells of a service by the checks that the predicate takes. Replaces what the name was mapped to.</summary>
    public void Map(string name, Func<HealthCheckMapContext, bool> predicate) =>
        _mappings[name] = new ServiceMapping(name, predicate);

    /// <inheritdoc />
    public IEnumerator<ServiceMapping> GetEnumerator() => _mappings.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal ServiceMapping? Find(string name) => _mappings.GetValueOrDefault(name);
}

/// <summary>A service and the checks that it depends on.</summary>
/// <param name="name">The service's name.</param>
/// <param name="predicate">Takes the checks.</param>
public sealed class ServiceMapping(string name, Func<HealthCheckMapContext, bool> predicate)
{
    /// <summary>The service's name.</summary>
    public string Name { get; } = name;

    /// <summary>Takes the checks.</summary>
    public Func<HealthCheckMapContext, bool> HealthCheckPredicate { get; } = predicate;
}

/// <summary>A health check that a service may depend on.</summary>
/// <param name="name">The check's name.</param>
/// <param name="tags">The check's tags.</param>
public sealed class HealthCheckMapContext(string name, IEnumerable<string> tags)
{
    /// <summary>The check's name.</summary>
    public string Name { get; } = name;

    /// <summary>The check's tags.</summary>
    public IEnumerable<string> Tags { get; } = tags;
}
