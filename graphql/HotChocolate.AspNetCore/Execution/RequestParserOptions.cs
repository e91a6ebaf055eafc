namespace HotChocolate.Execution.Options;

/// <summary>What the parser accepts at most; a document beyond it is refused as a syntax error.</summary>
public sealed class RequestParserOptions
{
    /// <summary>Syntax nodes in a document.</summary>
    public int MaxAllowedNodes { get; set; } = int.MaxValue;

    /// <summary>Lexical tokens in a document.</summary>
    public int MaxAllowedTokens { get; set; } = int.MaxValue;

    /// <summary>Fields in a document, those of fragments counted once.</summary>
    public int MaxAllowedFields { get; set; } = 2048;

    /// <summary>Variables that an operation declares.</summary>
    internal int MaxAllowedVariables { get; set; } = 100;

    /// <summary>Levels of nested selections, lists and objects.</summary>
    public int MaxAllowedRecursionDepth { get; set; } = 200;

    /// <summary>Directives at one place.</summary>
    public int MaxAllowedDirectives { get; set; } = 4;
}
