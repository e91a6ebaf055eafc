namespace Grpc.AspNetCore.ClientFactory;

/// <summary>How a call takes over the deadline and the cancellation of the call being served.</summary>
public class GrpcContextPropagationOptions
{
    /// <summary>Whether calls are made as they are when no call is being served, instead of refused.</summary>
    public bool SuppressContextNotFoundErrors { get; set; }
}
