using Microsoft.Extensions.DependencyInjection;
using Shop.ServiceDefaults.Startup;

namespace Shop.ServiceDefaults.Authentication;

/// <summary>Loads the signing keys as soon as the users service is there.</summary>
internal sealed class AccessTokenWarmUp(IAccessTokenKeySource source, AccessTokenKeyCache keys) : IWarmUp
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await source.WaitUntilReachableAsync(cancellationToken);
        await keys.GetConfigurationAsync(cancellationToken);
    }
}

public static class AccessTokenWarmUpExtensions
{
    /// <summary>Lets the service have the signing keys before its first caller comes.</summary>
    public static void AddAccessTokenWarmUp(this IServiceCollection services) =>
        services.AddWarmUp<AccessTokenWarmUp>();
}
