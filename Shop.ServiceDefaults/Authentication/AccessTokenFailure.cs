namespace Shop.ServiceDefaults.Authentication;

/// <summary>A feature of the request: why its access token was not accepted.</summary>
internal sealed record AccessTokenFailure(Exception Exception);
