using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Http;

namespace Grpc.Core;

/// <summary>Leads from a call to its HTTP request.</summary>
public static class ServerCallContextExtensions
{
    private const string UserStateKey = "__HttpContext";

    /// <summary>The HTTP request; a test double gives its own as UserState["__HttpContext"].</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static HttpContext GetHttpContext(this ServerCallContext serverCallContext) => serverCallContext switch
    {
        HttpServerCallContext call => call.HttpContext,
        _ when serverCallContext.UserState.TryGetValue(UserStateKey, out var value) && value is HttpContext http => http,
        _ => throw new InvalidOperationException("Could not get HttpContext from ServerCallContext."),
    };
}
