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
    public const string CostLimit = "HC0047";
    public const string MaxDepth = "HC0051";
    public const string OneSlicingArgument = "HC0082";
    public const string IntrospectionDepth = "HC0086";
    public const string FieldCycleDepth = "HC0087";
    public const string PersistedOperationNotFound = "HC0020";
    public const string OnlyPersistedOperations = "HC0067";
    public const string ResponseTooLarge = "RESPONSE_TOO_LARGE";
    public const string NotAuthenticated = "AUTH_NOT_AUTHENTICATED";
    public const string NotAuthorized = "AUTH_NOT_AUTHORIZED";
}
