using Shop.ServiceDefaults.Startup;

namespace Shop.ServiceDefaults.Grpc;

/// <summary>The section <c>ServiceClients</c>: how the services call each other.</summary>
public sealed class ServiceClientOptions
{
    public const string Section = "ServiceClients";

    private const string OutOfRange = Section + ":{0} must be between {1} and {2}.";

    /// <summary>The deadline of a call that was given none: callers are told of an outage within 5 s.</summary>
    [TimeBetween("00:00:00.100", "00:05:00", ErrorMessage = OutOfRange)]
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(4);
}
