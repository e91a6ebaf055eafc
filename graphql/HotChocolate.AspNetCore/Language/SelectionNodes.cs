using System.Collections.Immutable;

namespace HotChocolate.Language;

internal sealed class SelectionSetNode(int start, int end, ImmutableArray<SelectionNode> selections)
    : SyntaxNode(start, end)
{
    public ImmutableArray<SelectionNode> Selections { get; } = selections;
}

internal abstract class SelectionNode(int start, int end, ImmutableArray<DirectiveNode> directives)
    : SyntaxNode(start, end)
{
    public ImmutableArray<DirectiveNode> Directives { get; } = directives;
}

internal sealed class FieldNode(
    int start,
    int end,
    NameNode? alias,
    NameNode name,
    ImmutableArray<ArgumentNode> arguments,
    ImmutableArray<DirectiveNode> directives,
    SelectionSetNode? selectionSet) : SelectionNode(start, end, directives)
{
    public NameNode? Alias { get; } = alias;

    public NameNode Name { get; } = name;

    public ImmutableArray<ArgumentNode> Arguments { get; } = arguments;

    public SelectionSetNode? SelectionSet { get; } = selectionSet;

    /// <summary>The key of this field in the response.</summary>
    public string ResponseName => (Alias ?? Name).Value;
}

internal sealed class FragmentSpreadNode(int start, int end, NameNode name, ImmutableArray<DirectiveNode> directives)
    : SelectionNode(start, end, directives)
{
    public NameNode Name { get; } = name;
}

internal sealed class InlineFragmentNode(
    int start,
    int end,
    NamedTypeNode? typeCondition,
    ImmutableArray<DirectiveNode> directives,
    SelectionSetNode selectionSet) : SelectionNode(start, end, directives)
{
    public NamedTypeNode? TypeCondition { get; } = typeCondition;

    public SelectionSetNode SelectionSet { get; } = selectionSet;
}
