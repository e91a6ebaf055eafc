using System.Collections.Immutable;

namespace HotChocolate.Language;

internal abstract class ValueNode(int start, int end) : SyntaxNode(start, end)
{
    public sealed override string ToString() => SyntaxPrinter.Print(this);
}

internal sealed class VariableNode(int start, int end, NameNode name) : ValueNode(start, end)
{
    public NameNode Name { get; } = name;
}

/// <summary>An integer as written; it may exceed every integer type.</summary>
internal sealed class IntValueNode(int start, int end, string value) : ValueNode(start, end)
{
    public string Value { get; } = value;
}

internal sealed class FloatValueNode(int start, int end, string value) : ValueNode(start, end)
{
    public string Value { get; } = value;
}

/// <summary>A string after its escapes, or the indentation of a block string, have been resolved.</summary>
internal sealed class StringValueNode(int start, int end, string value, bool block) : ValueNode(start, end)
{
    public string Value { get; } = value;

    public bool Block { get; } = block;
}

internal sealed class BooleanValueNode(int start, int end, bool value) : ValueNode(start, end)
{
    public bool Value { get; } = value;
}

internal sealed class NullValueNode(int start, int end) : ValueNode(start, end)
{
    public static NullValueNode Instance { get; } = new(0, 0);
}

internal sealed class EnumValueNode(int start, int end, string value) : ValueNode(start, end)
{
    public string Value { get; } = value;
}

internal sealed class ListValueNode(int start, int end, ImmutableArray<ValueNode> items) : ValueNode(start, end)
{
    public ImmutableArray<ValueNode> Items { get; } = items;
}

internal sealed class ObjectValueNode(int start, int end, ImmutableArray<ObjectFieldNode> fields)
    : ValueNode(start, end)
{
    public ImmutableArray<ObjectFieldNode> Fields { get; } = fields;
}

internal sealed class ObjectFieldNode(int start, int end, NameNode name, ValueNode value) : SyntaxNode(start, end)
{
    public NameNode Name { get; } = name;

    public ValueNode Value { get; } = value;
}
