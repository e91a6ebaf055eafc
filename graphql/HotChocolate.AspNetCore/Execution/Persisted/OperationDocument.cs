using System.Text;

namespace HotChocolate.Execution;

/// <summary>A document with one or more operations.</summary>
public interface IOperationDocument
{
    /// <summary>Its text in UTF-8.</summary>
    ReadOnlySpan<byte> AsSpan();

    /// <summary>A copy of its text in UTF-8.</summary>
    byte[] ToArray();
}

/// <summary>A document that has not been parsed yet.</summary>
public sealed class OperationDocumentSourceText : IOperationDocument
{
    private readonly byte[] _utf8;

    /// <summary>Takes the text of a document.</summary>
    public OperationDocumentSourceText(string sourceText) => _utf8 = Encoding.UTF8.GetBytes(sourceText);

    internal OperationDocumentSourceText(ReadOnlyMemory<byte> utf8) => _utf8 = utf8.ToArray();

    /// <inheritdoc />
    public ReadOnlySpan<byte> AsSpan() => _utf8;

    /// <inheritdoc />
    public byte[] ToArray() => [.. _utf8];
}
