namespace HotChocolate.AspNetCore;

/// <summary>The client broke the protocol, so that the connection is closed with this code.</summary>
internal sealed class ProtocolException(int code, string reason) : Exception(reason)
{
    public int Code { get; } = code;
}

/// <summary>GraphQL over WebSocket, and RFC 6455, section 7.4.1.</summary>
internal static class CloseCodes
{
    public const int Normal = 1000;
    public const int GoingAway = 1001;
    public const int MessageTooBig = 1009;
    public const int BadRequest = 4400;
    public const int Unauthorized = 4401;
    public const int Forbidden = 4403;
    public const int SubprotocolNotAcceptable = 4406;
    public const int InitialisationTimeout = 4408;
    public const int SubscriberAlreadyExists = 4409;
    public const int TooManyInitialisationRequests = 4429;
    public const int InternalServerError = 4500;
}
