using HotChocolate.Language;
using HotChocolate.Types;

namespace HotChocolate.Validation;

/// <summary>
/// Fields of one response name must merge: specification, section 5.3.2. Fields are compared in pairs, each pair of
/// fragments once; the number of comparisons is bounded, for it grows with the square of the fields.
/// The document must be free of fragment cycles.
/// </summary>
internal sealed class FieldMergeRule(ValidationContext context)
{
    private const int MaxComparisons = 500_000;

    private readonly Dictionary<SelectionSetNode, FieldSet> _sets = [];
    private readonly HashSet<(FragmentDefinitionNode, FragmentDefinitionNode, bool)> _comparedFragments = [];
    private readonly HashSet<(FieldSet, FragmentDefinitionNode, bool)> _comparedWithFragment = [];
    private int _comparisons;

    public void Apply()
    {
        foreach (var definition in context.Document.Definitions)
        {
            var type = definition is FragmentDefinitionNode fragment
                ? context.Schema.Types.Find(fragment.TypeCondition.Name.Value)
                : context.Schema.RootType(((OperationDefinitionNode)definition).Operation);
            Check(definition.SelectionSet, type);
        }
    }

    private void Check(SelectionSetNode selectionSet, NamedType? parent)
    {
        var conflicts = new List<Conflict>();
        Within(SetOf(selectionSet, parent), conflicts);
        foreach (var conflict in conflicts)
        {
            context.Report(
                $"The fields \"{conflict.Name}\" cannot be merged: {conflict.Reason}. Give one of them another alias.",
                [.. conflict.Left, .. conflict.Right]);
        }

        foreach (var selection in selectionSet.Selections)
        {
            switch (selection)
            {
                case FieldNode { SelectionSet: { } inner } field:
                    Check(inner, parent is null ? null : context.Schema.FindField(parent, field.Name.Value)?.Type.Named);
                    break;
                case InlineFragmentNode inline:
                    Check(inline.SelectionSet, inline.TypeCondition is { } condition
                        ? context.Schema.Types.Find(condition.Name.Value)
                        : parent);
                    break;
            }
        }
    }

    private void Within(FieldSet set, List<Conflict> conflicts)
    {
        foreach (var (name, fields) in set.Fields)
        {
            for (var i = 0; i < fields.Count; i++)
            {
                for (var j = i + 1; j < fields.Count; j++)
                {
                    Compare(name, fields[i], fields[j], exclusive: false, conflicts);
                }
            }
        }

        for (var i = 0; i < set.Fragments.Count; i++)
        {
            WithFragment(set, set.Fragments[i], exclusive: false, conflicts);
            for (var j = i + 1; j < set.Fragments.Count; j++)
            {
                BetweenFragments(set.Fragments[i], set.Fragments[j], exclusive: false, conflicts);
            }
        }
    }

    private void WithFragment(FieldSet set, FragmentDefinitionNode fragment, bool exclusive, List<Conflict> conflicts)
    {
        if (!_comparedWithFragment.Add((set, fragment, exclusive)))
        {
            return;
        }

        var other = SetOf(fragment);
        if (ReferenceEquals(set, other))
        {
            return;
        }

        BetweenFields(set, other, exclusive, conflicts);
        foreach (var nested in other.Fragments)
        {
            WithFragment(set, nested, exclusive, conflicts);
        }
    }

    private void BetweenFragments(
        FragmentDefinitionNode left,
        FragmentDefinitionNode right,
        bool exclusive,
        List<Conflict> conflicts)
    {
        if (ReferenceEquals(left, right) || !_comparedFragments.Add((left, right, exclusive)))
        {
            return;
        }

        var leftSet = SetOf(left);
        var rightSet = SetOf(right);
        BetweenFields(leftSet, rightSet, exclusive, conflicts);
        foreach (var nested in rightSet.Fragments)
        {
            BetweenFragments(left, nested, exclusive, conflicts);
        }

        foreach (var nested in leftSet.Fragments)
        {
            BetweenFragments(nested, right, exclusive, conflicts);
        }
    }

    private void BetweenSets(FieldSet left, FieldSet right, bool exclusive, List<Conflict> conflicts)
    {
        BetweenFields(left, right, exclusive, conflicts);
        foreach (var fragment in right.Fragments)
        {
            WithFragment(left, fragment, exclusive, conflicts);
        }

        foreach (var fragment in left.Fragments)
        {
            WithFragment(right, fragment, exclusive, conflicts);
            foreach (var other in right.Fragments)
            {
                BetweenFragments(fragment, other, exclusive, conflicts);
            }
        }
    }

    private void BetweenFields(FieldSet left, FieldSet right, bool exclusive, List<Conflict> conflicts)
    {
        foreach (var (name, fields) in left.Fields)
        {
            if (right.Fields.TryGetValue(name, out var others))
            {
                foreach (var field in fields)
                {
                    foreach (var other in others)
                    {
                        Compare(name, field, other, exclusive, conflicts);
                    }
                }
            }
        }
    }

    private void Compare(string name, SelectedField left, SelectedField right, bool exclusive, List<Conflict> conflicts)
    {
        if (++_comparisons > MaxComparisons)
        {
            context.Report("The document selects too many fields of the same name to be checked.", left.Node);
            throw new TooManyErrorsException();
        }

        // Fields of two different object types never stand in the same object, so only their shapes must agree.
        exclusive |= left.Parent is ObjectType && right.Parent is ObjectType && !ReferenceEquals(left.Parent, right.Parent);
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
                    string.Join(" and ", inner.Select(c => $"their subfields \"{c.Name}\" cannot be merged: {c.Reason}")),
                    [left.Node, .. inner.SelectMany(c => c.Left)],
                    [right.Node, .. inner.SelectMany(c => c.Right)]));
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
            && ShapesDiffer(left.Definition.Type, right.Definition.Type)
                ? $"their types {left.Definition.Type} and {right.Definition.Type} differ"
                : null;
    }

    /// <summary>SameResponseShape of section 5.3.2, without the subfields.</summary>
    private static bool ShapesDiffer(GraphType left, GraphType right) => (left, right) switch
    {
        (NonNullType a, NonNullType b) => ShapesDiffer(a.OfType, b.OfType),
        (NonNullType, _) or (_, NonNullType) => true,
        (ListType a, ListType b) => ShapesDiffer(a.OfType, b.OfType),
        (ListType, _) or (_, ListType) => true,
        (NamedType a, NamedType b) => (a.IsLeaf || b.IsLeaf) && !ReferenceEquals(a, b),
        _ => false,
    };

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

    private sealed record Conflict(string Name, string Reason, List<FieldNode> Left, List<FieldNode> Right);
}
