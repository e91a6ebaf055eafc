using HotChocolate.Language;

namespace HotChocolate.Execution;

/// <summary>Turns a literal into a CLR value; compiled once when the schema is built.</summary>
internal abstract class InputBinder
{
    /// <summary>Coerces a literal that may refer to variables.</summary>
    /// <exception cref="InputException">The literal does not fit the type.</exception>
    public object? Bind(ValueNode literal, VariableValues variables)
    {
        // An item of a list whose variable is absent is null: specification, section 3.11.
        var value = literal is VariableNode variable ? variables.Find(variable.Name.Value) : literal;

        return value is null or NullValueNode ? BindNull(literal) : BindValue(value, variables);
    }

    protected virtual object? BindNull(ValueNode literal) => null;

    protected abstract object? BindValue(ValueNode literal, VariableValues variables);
}

internal sealed class NonNullBinder(InputBinder inner, string type) : InputBinder
{
    protected override object BindNull(ValueNode literal) =>
        throw new InputException($"Expected value of non-null type \"{type}\" not to be null.", literal);

    protected override object? BindValue(ValueNode literal, VariableValues variables) => inner.Bind(literal, variables);
}

/// <summary>A value of a request that does not fit the schema.</summary>
internal sealed class InputException(string message, SyntaxNode node) : Exception(message)
{
    public SyntaxNode Node { get; } = node;
}
