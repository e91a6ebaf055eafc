using HotChocolate.Language;
using HotChocolate.Types;

namespace HotChocolate.Execution;

internal sealed class ScalarBinder(ScalarType type, Func<object, object?>? convert) : InputBinder
{
    protected override object? BindValue(ValueNode literal, VariableValues variables)
    {
        if (!type.TryParse(literal, out var value))
        {
            throw new InputException($"{type} cannot represent this value.", literal);
        }

        return convert is null ? value : convert(value)
            ?? throw new InputException($"{type} cannot represent this value.", literal);
    }
}

internal sealed class EnumBinder(EnumType type) : InputBinder
{
    protected override object BindValue(ValueNode literal, VariableValues variables) =>
        literal is EnumValueNode name && type.Members.TryGet(name.Value, out var member)
            ? member.Value
            : throw new InputException($"Value does not exist in \"{type}\" enum.", literal);
}

/// <summary>Coerces a single value to a list of one: specification, section 3.11.</summary>
internal sealed class ListBinder(
    InputBinder item,
    Func<int, System.Collections.IList> create,
    Action<System.Collections.IList, int, object?> add)
    : InputBinder
{
    protected override object BindValue(ValueNode literal, VariableValues variables)
    {
        var items = literal is ListValueNode several ? several.Items : [literal];
        var list = create(items.Length);
        for (var i = 0; i < items.Length; i++)
        {
            add(list, i, item.Bind(items[i], variables));
        }

        return list;
    }
}
