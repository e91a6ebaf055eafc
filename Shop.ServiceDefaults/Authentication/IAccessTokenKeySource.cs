using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Shop.ServiceDefaults.Authentication;

/// <summary>Where the keys that may have signed an access token come from.</summary>
public interface IAccessTokenKeySource
{
    Task<OpenIdConnectConfiguration> LoadAsync(CancellationToken cancellationToken);

    /// <summary>Waits for as long as there is nobody to load them from.</summary>
    Task WaitUntilReachableAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
