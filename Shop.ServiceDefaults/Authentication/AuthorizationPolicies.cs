namespace Shop.ServiceDefaults.Authentication;

/// <summary>Names for <c>[Authorize]</c>, which alone asks for a caller that has authenticated.</summary>
public static class AuthorizationPolicies
{
    public const string Administrator = "administrator";
}
