namespace HotChocolate.Language;

internal abstract class TypeNode(int start, int end) : SyntaxNode(start, end)
{
    public sealed override string ToString() => SyntaxPrinter.Print(this);
}

internal sealed class NamedTypeNode(int start, int end, NameNode name) : TypeNode(start, end)
{
    public NameNode Name { get; } = name;
}

internal sealed class ListTypeNode(int start, int end, TypeNode type) : TypeNode(start, end)
{
    public TypeNode Type { get; } = type;
}

internal sealed class NonNullTypeNode(int start, int end, TypeNode type) : TypeNode(start, end)
{
    public TypeNode Type { get; } = type;
}
