using System.Buffers;

namespace HotChocolate.Execution;

/// <summary>The id of a persisted document: letters, digits, hyphens and underscores, at most 256 of them.</summary>
public readonly record struct OperationDocumentId
{
    private const int MaxLength = 256;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <exception cref="ArgumentException">The text is not an id.</exception>
    public OperationDocumentId(string value)
    {
        Value = IsValid(value)
            ? value
            : throw new ArgumentException("This is not the id of a document.", nameof(value));
    }

    /// <summary>The id.</summary>
    public string Value { get; }

    /// <summary>Whether the text is an id, which can be the name of a file, too.</summary>
    public static bool IsValid(string? value) =>
        value is { Length: > 0 and <= MaxLength } && !value.AsSpan().ContainsAnyExcept(Allowed);

    /// <inheritdoc />
    public override string ToString() => Value;
}
