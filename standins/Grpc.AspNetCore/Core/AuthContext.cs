namespace Grpc.Core;

/// <summary>Who the peer is by its TLS certificate.</summary>
/// <param name="peerIdentityPropertyName">The property that identifies the peer; null when it is anonymous.</param>
/// <param name="properties">Properties of the certificate.</param>
public class AuthContext(string? peerIdentityPropertyName, Dictionary<string, List<AuthProperty>> properties)
{
    /// <summary>Whether the peer is known.</summary>
    public bool IsPeerAuthenticated => PeerIdentityPropertyName is not null;

    /// <summary>The property that identifies the peer.</summary>
    public string? PeerIdentityPropertyName { get; } = peerIdentityPropertyName;

    /// <summary>All properties.</summary>
    public IEnumerable<AuthProperty> Properties => properties.Values.SelectMany(values => values);
}

/// <summary>A property of the peer's certificate.</summary>
public class AuthProperty
{
    private readonly byte[] _value;

    private AuthProperty(string name, byte[] value)
    {
        Name = name;
        _value = value;
    }

    /// <summary>The property's name.</summary>
    public string Name { get; }

    /// <summary>The value as UTF-8.</summary>
    public string Value => System.Text.Encoding.UTF8.GetString(_value);

    /// <summary>A property of a name and a value.</summary>
    public static AuthProperty Create(string name, byte[] valueBytes) => new(name, [.. valueBytes]);
}
