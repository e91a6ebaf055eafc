using System.Collections.Immutable;
using HotChocolate.Language;

namespace HotChocolate.Validation;

/// <summary>Whether literals mean the same; the order of arguments and of an object's fields does not matter.</summary>
internal static class ValueEquality
{
    public static bool Same(ImmutableArray<ArgumentNode> left, ImmutableArray<ArgumentNode> right) =>
        left.Length == right.Length
        && left.All(a => right.FirstOrDefault(b => b.Name.Value == a.Name.Value) is { } b && Same(a.Value, b.Value));

    private static bool Same(ValueNode left, ValueNode right) => (left, right) switch
    {
        (ListValueNode a, ListValueNode b) =>
            a.Items.Length == b.Items.Length && a.Items.Zip(b.Items).All(pair => Same(pair.First, pair.Second)),
        (ObjectValueNode a, ObjectValueNode b) =>
            a.Fields.Length == b.Fields.Length
            && a.Fields.All(x => b.Fields.FirstOrDefault(y => y.Name.Value == x.Name.Value) is { } y && Same(x.Value, y.Value)),
        _ => left.GetType() == right.GetType() && left.ToString() == right.ToString(),
    };
}
