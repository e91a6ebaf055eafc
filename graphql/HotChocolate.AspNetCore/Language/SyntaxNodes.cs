using System.Collections.Immutable;

namespace HotChocolate.Language;

/// <summary>A node of a parsed document; offsets count bytes of the UTF-8 source.</summary>
internal abstract class SyntaxNode(int start, int end)
{
    public int Start { get; } = start;

    public int End { get; } = end;
}

internal enum OperationType
{
    Query,
    Mutation,
    Subscription,
}

/// <param name="source">Its text.</param>
/// <param name="definitions">Its operations and fragments.</param>
/// <param name="nodes">How many nodes it has, names and types not counted.</param>
internal sealed class DocumentNode(SourceText source, ImmutableArray<DefinitionNode> definitions, int nodes)
    : SyntaxNode(0, source.Length)
{
    private const int BytesOfNode = 200;

    /// <summary>Bytes that it takes, roughly.</summary>
    public int Size { get; } = source.Length + (nodes * BytesOfNode);

    public SourceText Source { get; } = source;

    public ImmutableArray<DefinitionNode> Definitions { get; } = definitions;

    /// <summary>Line and column of a node, as the specification's errors state them.</summary>
    public Location GetLocation(SyntaxNode node) => Source.GetLocation(node.Start);
}

internal sealed class NameNode(int start, int end, string value) : SyntaxNode(start, end)
{
    public string Value { get; } = value;
}

internal abstract class DefinitionNode(
    int start,
    int end,
    StringValueNode? description,
    NameNode? name,
    ImmutableArray<DirectiveNode> directives,
    SelectionSetNode selectionSet) : SyntaxNode(start, end)
{
    public StringValueNode? Description { get; } = description;

    public NameNode? Name { get; } = name;

    public ImmutableArray<DirectiveNode> Directives { get; } = directives;

    public SelectionSetNode SelectionSet { get; } = selectionSet;
}

internal sealed class OperationDefinitionNode(
    int start,
    int end,
    StringValueNode? description,
    OperationType operation,
    NameNode? name,
    ImmutableArray<VariableDefinitionNode> variables,
    ImmutableArray<DirectiveNode> directives,
    SelectionSetNode selectionSet) : DefinitionNode(start, end, description, name, directives, selectionSet)
{
    public OperationType Operation { get; } = operation;

    public ImmutableArray<VariableDefinitionNode> Variables { get; } = variables;
}

internal sealed class FragmentDefinitionNode(
    int start,
    int end,
    StringValueNode? description,
    NameNode name,
    NamedTypeNode typeCondition,
    ImmutableArray<DirectiveNode> directives,
    SelectionSetNode selectionSet) : DefinitionNode(start, end, description, name, directives, selectionSet)
{
    public new NameNode Name { get; } = name;

    public NamedTypeNode TypeCondition { get; } = typeCondition;
}

internal sealed class VariableDefinitionNode(
    int start,
    int end,
    StringValueNode? description,
    VariableNode variable,
    TypeNode type,
    ValueNode? defaultValue,
    ImmutableArray<DirectiveNode> directives) : SyntaxNode(start, end)
{
    public StringValueNode? Description { get; } = description;

    public VariableNode Variable { get; } = variable;

    public TypeNode Type { get; } = type;

    public ValueNode? DefaultValue { get; } = defaultValue;

    public ImmutableArray<DirectiveNode> Directives { get; } = directives;
}

internal sealed class DirectiveNode(int start, int end, NameNode name, ImmutableArray<ArgumentNode> arguments)
    : SyntaxNode(start, end)
{
    public NameNode Name { get; } = name;

    public ImmutableArray<ArgumentNode> Arguments { get; } = arguments;
}

internal sealed class ArgumentNode(int start, int end, NameNode name, ValueNode value) : SyntaxNode(start, end)
{
    public NameNode Name { get; } = name;

    public ValueNode Value { get; } = value;
}
