using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Shop.Gateway;

internal sealed class GraphQLOptions : IValidatableObject
{
    public const string Section = "GraphQL";

    private const string OutOfRange = Section + ":{0} must be between {1} and {2}.";

    /// <summary>Operations that run at once, whatever they came over; what comes on top waits.</summary>
    [Range(1, 100_000, ErrorMessage = OutOfRange)]
    public int MaxConcurrentOperations { get; set; } = 500;

    /// <summary>
    /// Requests over HTTP that are read or answered on top of those that run; one more is refused with 503.
    /// </summary>
    [Range(0, 100_000, ErrorMessage = OutOfRange)]
    public int MaxQueuedOperations { get; set; } = 500;

    /// <summary>Requests over HTTP of one client that are read, run or answered at once; more of them wait.</summary>
    [Range(1, 100_000, ErrorMessage = OutOfRange)]
    public int MaxOperationsPerClient { get; set; } = 50;

    /// <summary>Requests over HTTP of one client that wait; one more is refused with 429.</summary>
    [Range(0, 100_000, ErrorMessage = OutOfRange)]
    public int MaxQueuedOperationsPerClient { get; set; } = 450;

    /// <summary>WebSockets and event streams that are open at once; one more is refused with 503.</summary>
    [Range(1, 1_000_000, ErrorMessage = OutOfRange)]
    public int MaxConcurrentStreams { get; set; } = 5_000;

    /// <summary>
    /// WebSockets and event streams of one client that are open at once; one more is refused with 429.
    /// </summary>
    [Range(1, 1_000_000, ErrorMessage = OutOfRange)]
    public int MaxStreamsPerClient { get; set; } = 500;

    /// <summary>Subscriptions of one user that are active at once; one more is refused with RATE_LIMITED.</summary>
    [Range(1, 1_000_000, ErrorMessage = OutOfRange)]
    public int MaxSubscriptionsPerUser { get; set; } = 500;

    /// <summary>
    /// Proxies whose X-Forwarded-For is believed, as addresses or networks (10.0.0.0/8): who stands behind one is told
    /// apart by the address that it names. Without any, everybody behind a proxy is one client.
    /// </summary>
    public IReadOnlyList<string> KnownProxies { get; set; } = [];

    /// <summary>Which documents clients may name in place of sending them.</summary>
    [EnumDataType(typeof(PersistedOperations), ErrorMessage = Section + ":{0} must be None, Automatic or Trusted.")]
    public PersistedOperations PersistedOperations { get; set; }

    /// <summary>The folder of trusted documents, each in a file <c>{id}.graphql</c>.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = Section + ":{0} must not be empty.")]
    public string OperationsDirectory { get; set; } = "persisted_operations";

    /// <summary>The network that the text names, one of a single address included; null when it names none.</summary>
    public static IPNetwork? NetworkOf(string text) =>
        IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : IPNetwork.TryParse(text, out var network) ? network
        : null;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => KnownProxies
        .Where(static proxy => NetworkOf(proxy) is null)
        .Select(static proxy => new ValidationResult(
            $"{Section}:{nameof(KnownProxies)} '{proxy}' is neither an address nor a network."));
}

internal enum PersistedOperations
{
    None,

    /// <summary>Documents are stored by their SHA-256 when a client sends them for the first time.</summary>
    Automatic,

    /// <summary>Only the documents of the folder are executed.</summary>
    Trusted,
}
