namespace Shop.ServiceDefaults.Authentication;

internal sealed class SigningKeysUnavailableException(Exception inner)
    : Exception("The signing keys of access tokens could not be loaded.", inner);
