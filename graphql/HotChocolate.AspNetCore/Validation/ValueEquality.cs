using System.Collections.Immutable;
using HotChocolate.Language;

namespace HotChocolate.Validation;

/// <summary>Whether literals are the same; the order of arguments and of an object's fields does not matter.</summary>
internal static class ValueEquality
{
    public static bool Same(ImmutableArray<ArgumentNode> left, ImmutableArray<ArgumentNode> right)
    {
        if (left.Length != right.Length || left.Length == 0)
        {
            return left.Length == right.Length;
        }

        var values = new Dictionary<string, ValueNode>(right.Length, StringComparer.Ordinal);
        foreach (var argument in right)
        {
            values[argument.Name.Value] = argument.Value;
        }

        return left.All(argument =>
            values.TryGetValue(argument.Name.Value, out var value) && Same(argument.Value, value));
    }

    private static bool Same(ValueNode left, ValueNode right) => (left, right) switch
    {
        (ListValueNode a, ListValueNode b) =>
            a.Items.Length == b.Items.Length && a.Items.Zip(b.Items).All(pair => Same(pair.First, pair.Second)),
        (ObjectValueNode a, ObjectValueNode b) =>
            a.Fields.Length == b.Fields.Length
            && Sorted(a).Zip(Sorted(b)).All(pair =>
                pair.First.Name.Value == pair.Second.Name.Value && Same(pair.First.Value, pair.Second.Value)),
        (StringValueNode a, StringValueNode b) => a.Value == b.Value && a.Block == b.Block,
        _ => left.GetType() == right.GetType() && left.ToString() == right.ToString(),
    };

    private static IEnumerable<ObjectFieldNode> Sorted(ObjectValueNode value) =>
        value.Fields.OrderBy(field => field.Name.Value, StringComparer.Ordinal);
}
