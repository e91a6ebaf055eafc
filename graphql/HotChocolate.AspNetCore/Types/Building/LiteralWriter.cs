using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using HotChocolate.Language;

namespace HotChocolate.Types;

/// <summary>Writes a CLR default value as a literal of its GraphQL type.</summary>
internal static class LiteralWriter
{
    public static ValueNode Write(GraphType type, object? value) => (type.Nullable, value) switch
    {
        (_, null) => NullValueNode.Instance,
        (ListType list, IEnumerable items) => new ListValueNode(
            0, 0, [.. items.Cast<object?>().Select(item => Write(list.OfType, item)).ToImmutableArray()]),
        (EnumType members, _) => new EnumValueNode(0, 0, members.Members.First(m => m.Value.Equals(value)).Name),
        (_, bool boolean) => new BooleanValueNode(0, 0, boolean),
        (_, string text) => new StringValueNode(0, 0, text, block: false),
        (_, Guid id) => new StringValueNode(0, 0, id.ToString(), block: false),
        (_, double or float or decimal) => new FloatValueNode(
            0, 0, Convert.ToString(value, CultureInfo.InvariantCulture)!),
        (ScalarType, short or int or long) => new IntValueNode(
            0, 0, Convert.ToString(value, CultureInfo.InvariantCulture)!),
        _ => throw new SchemaException($"{value} cannot be the default of a {type}."),
    };
}
