namespace HotChocolate.Language;

/// <summary>The document is not GraphQL, or exceeds a limit of the parser.</summary>
internal sealed class SyntaxException(string message, Location location, string code = ErrorCodes.Syntax)
    : Exception(message)
{
    public Location Location { get; } = location;

    public string Code { get; } = code;
}
