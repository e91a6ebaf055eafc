namespace Grpc.AspNetCore.Server;

/// <summary>How the server handles calls.</summary>
public class GrpcServiceOptions
{
    /// <summary>The largest message to send, in bytes; null for any.</summary>
    public int? MaxSendMessageSize { get; set; }

    /// <summary>The largest message to receive, in bytes: 4 MB unless set; null for any.</summary>
    public int? MaxReceiveMessageSize { get; set; } = 4 * 1024 * 1024;

    /// <summary>Whether clients are told the message of an exception. For development only.</summary>
    public bool? EnableDetailedErrors { get; set; }

    /// <summary>Whether calls of unknown services are left to other endpoints.</summary>
    public bool? IgnoreUnknownServices { get; set; }

    /// <summary>The interceptors, the first one first.</summary>
    public InterceptorCollection Interceptors { get; } = [];
}
