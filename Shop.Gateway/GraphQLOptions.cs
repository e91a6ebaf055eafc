using System.ComponentModel.DataAnnotations;

namespace Shop.Gateway;

internal sealed class GraphQLOptions
{
    public const string Section = "GraphQL";

    private const string OutOfRange = Section + ":{0} must be between {1} and {2}.";

    /// <summary>Operations that run at once, whatever they came over; what comes on top waits.</summary>
    [Range(1, 100_000, ErrorMessage = OutOfRange)]
    public int MaxConcurrentOperations { get; set; } = 500;

    /// <summary>Operations over HTTP that wait; what comes on top is refused with 503.</summary>
    [Range(0, 100_000, ErrorMessage = OutOfRange)]
    public int MaxQueuedOperations { get; set; } = 500;

    /// <summary>WebSockets and event streams that are open at once; one more is refused with 503.</summary>
    [Range(1, 1_000_000, ErrorMessage = OutOfRange)]
    public int MaxConcurrentStreams { get; set; } = 5_000;

    /// <summary>Which documents clients may name in place of sending them.</summary>
    [EnumDataType(typeof(PersistedOperations), ErrorMessage = Section + ":{0} must be None, Automatic or Trusted.")]
    public PersistedOperations PersistedOperations { get; set; }

    /// <summary>The folder of trusted documents, each in a file <c>{id}.graphql</c>.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = Section + ":{0} must not be empty.")]
    public string OperationsDirectory { get; set; } = "persisted_operations";
}

internal enum PersistedOperations
{
    None,

    /// <summary>Documents are stored by their SHA-256 when a client sends them for the first time.</summary>
    Automatic,

    /// <summary>Only the documents of the folder are executed.</summary>
    Trusted,
}
