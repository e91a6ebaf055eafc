namespace Grpc.Core;

/// <summary>Adds the metadata that authenticate a call.</summary>
public delegate Task AsyncAuthInterceptor(AuthInterceptorContext context, Metadata metadata);

/// <summary>The call that is to be authenticated.</summary>
/// <param name="serviceUrl">The service's address, such as "https://host/package.Service".</param>
/// <param name="methodName">The method's name.</param>
/// <param name="cancellationToken">Fires when the call is cancelled.</param>
public class AuthInterceptorContext(string serviceUrl, string methodName, CancellationToken cancellationToken)
{
    /// <summary>The service's address.</summary>
    public string ServiceUrl { get; } = serviceUrl;

    /// <summary>The method's name.</summary>
    public string MethodName { get; } = methodName;

    /// <summary>Fires when the call is cancelled.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;
}

/// <summary>Authenticates single calls.</summary>
public abstract class CallCredentials
{
    internal CallCredentials()
    {
    }

    /// <summary>Credentials that add metadata.</summary>
    public static CallCredentials FromInterceptor(AsyncAuthInterceptor interceptor) => new Single(interceptor);

    /// <summary>Several credentials, applied in order.</summary>
    public static CallCredentials Compose(params CallCredentials[] credentials) => new Several([.. credentials]);

    internal abstract Task ApplyAsync(AuthInterceptorContext context, Metadata metadata);

    private sealed class Single(AsyncAuthInterceptor interceptor) : CallCredentials
    {
        internal override Task ApplyAsync(AuthInterceptorContext context, Metadata metadata) =>
            interceptor(context, metadata);
    }

    private sealed class Several(IReadOnlyList<CallCredentials> credentials) : CallCredentials
    {
        internal override async Task ApplyAsync(AuthInterceptorContext context, Metadata metadata)
        {
            foreach (var each in credentials)
            {
                await each.ApplyAsync(context, metadata);
            }
        }
    }
}
