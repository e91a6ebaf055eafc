using HotChocolate.Language;
using HotChocolate.Types;

namespace HotChocolate.Validation;

internal sealed partial class FieldMergeRule
{
    private const int MaxComparisons = 50_000;
    private const int MaxNodes = 20;

    private int _comparisons;

    private void Compare(string name, SelectedField left, SelectedField right, bool exclusive, List<Conflict> conflicts)
    {
        context.Spend(1);
        if (++_comparisons > MaxComparisons)
        {
            context.Report("The document has too many fields of one name that cannot be merged.", left.Node);
            throw new TooManyErrorsException();
        }

        // Fields of two different object types never stand in the same object, so only their shapes must agree.
        exclusive |= left.Parent is ObjectType && right.Parent is ObjectType
            && !ReferenceEquals(left.Parent, right.Parent);
        if (FindReason(left, right, exclusive) is { } reason)
        {
            conflicts.Add(new Conflict(name, reason, [left.Node], [right.Node]));
        }
        else if (left.Node.SelectionSet is { } leftSelections && right.Node.SelectionSet is { } rightSelections)
        {
            var inner = new List<Conflict>();
            BetweenSets(
                SetOf(leftSelections, left.Definition?.Type.Named),
                SetOf(rightSelections, right.Definition?.Type.Named),
                exclusive,
                inner);
            if (inner.Count > 0)
            {
                conflicts.Add(new Conflict(
                    name,
                    string.Join(
                        " and ", inner.Select(c => $"their subfields \"{c.Name}\" cannot be merged: {c.Reason}")),
                    Nodes(left.Node, inner.Select(c => c.Left)),
                    Nodes(right.Node, inner.Select(c => c.Right))));
            }
        }
    }

    private static string? FindReason(SelectedField left, SelectedField right, bool exclusive)
    {
        if (!exclusive && left.Node.Name.Value != right.Node.Name.Value)
        {
            return $"\"{left.Node.Name.Value}\" and \"{right.Node.Name.Value}\" are different fields";
        }

        if (!exclusive && !ValueEquality.Same(left.Node.Arguments, right.Node.Arguments))
        {
            return "their arguments differ";
        }

        return left.Definition is not null && right.Definition is not null
            && ResponseShape.Differs(left.Definition.Type, right.Definition.Type)
                ? $"their types {left.Definition.Type} and {right.Definition.Type} differ"
                : null;
    }

    // The outermost field, then the deepest ones.
    private static List<FieldNode> Nodes(FieldNode field, IEnumerable<List<FieldNode>> below)
    {
        List<FieldNode> nodes = [field];
        foreach (var more in below)
        {
            nodes.AddRange(more.TakeLast(MaxNodes - nodes.Count));
        }

        return nodes;
    }

    private FieldSet SetOf(FragmentDefinitionNode fragment) =>
        SetOf(fragment.SelectionSet, context.Schema.Types.Find(fragment.TypeCondition.Name.Value));

    private FieldSet SetOf(SelectionSetNode selectionSet, NamedType? parent)
    {
        if (!_sets.TryGetValue(selectionSet, out var set))
        {
            _sets.Add(selectionSet, set = FieldSet.Of(context, selectionSet, parent));
        }

        return set;
    }
}
