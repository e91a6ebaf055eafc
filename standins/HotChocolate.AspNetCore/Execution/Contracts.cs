using HotChocolate.Language;

namespace HotChocolate.Execution;

/// <summary>Yields the value of a field; compiled once when the schema is built.</summary>
internal abstract class FieldResolver;

/// <summary>Turns a literal into a CLR value; compiled once when the schema is built.</summary>
internal abstract class InputBinder
{
    public abstract object? Bind(ValueNode literal);
}
