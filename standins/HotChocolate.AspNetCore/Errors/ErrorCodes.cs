namespace HotChocolate;

/// <summary>Codes of the engine's own errors, as <c>extensions.code</c> carries them.</summary>
internal static class ErrorCodes
{
    public const string Syntax = "HC0011";
    public const string Validation = "HC0012";
    public const string InvalidRequest = "HC0009";
    public const string InvalidVariable = "HC0016";
    public const string NonNullViolation = "HC0018";
    public const string Timeout = "HC0045";
    public const string IntrospectionDisabled = "HC0046";
    public const string MaxDepth = "HC0051";
    public const string NotAuthenticated = "AUTH_NOT_AUTHENTICATED";
    public const string NotAuthorized = "AUTH_NOT_AUTHORIZED";
}
