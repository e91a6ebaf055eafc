using HotChocolate.Language;
using HotChocolate.Types;

namespace HotChocolate.Validation;

/// <summary>
/// Reports which fields of one response name do not merge: specification, section 5.3.2. Fields are compared in pairs,
/// each pair of fragments once, as errors name pairs; whether there is any to report, <see cref="FieldMergeCheck"/>
/// finds out faster. Their number, which grows with the square of the fields, is bounded.
/// </summary>
internal sealed partial class FieldMergeRule(ValidationContext context)
{
    private readonly Dictionary<SelectionSetNode, FieldSet> _sets = [];
    private readonly Dictionary<(FragmentDefinitionNode, FragmentDefinitionNode), bool> _comparedFragments = [];
    private readonly Dictionary<(FieldSet, FragmentDefinitionNode), bool> _comparedWithFragment = [];

    /// <param name="found">A conflict that is known and reported when the bound is reached before any other.</param>
    public void Apply(FieldNode? found)
    {
        var before = context.Errors.Count;
        foreach (var definition in context.Document.Definitions)
        {
            var type = definition is FragmentDefinitionNode fragment
                ? context.Schema.Types.Find(fragment.TypeCondition.Name.Value)
                : context.Schema.RootType(((OperationDefinitionNode)definition).Operation);
            Check(definition.SelectionSet, type);
            CheckBelow(definition.SelectionSet, type);
        }

        if (found is not null && context.Errors.Count == before)
        {
            context.Report($"The fields \"{found.ResponseName}\" cannot be merged.", found);
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
    }

    private void CheckBelow(SelectionSetNode selectionSet, NamedType? parent)
    {
        foreach (var selection in selectionSet.Selections)
        {
            switch (selection)
            {
                case FieldNode { SelectionSet: { } inner } field:
                    var type = parent is null ? null : context.Schema.FindField(parent, field.Name.Value)?.Type.Named;
                    Check(inner, type);
                    CheckBelow(inner, type);
                    break;
                case InlineFragmentNode inline:
                    CheckBelow(inline.SelectionSet, inline.TypeCondition is { } condition
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
        context.Spend(1);
        if (set.Fields.Count == 0 || WasCompared(_comparedWithFragment, (set, fragment), exclusive))
        {
            return;
        }

        _comparedWithFragment[(set, fragment)] = exclusive;
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
        context.Spend(1);
        if (ReferenceEquals(left, right)
            || WasCompared(_comparedFragments, (left, right), exclusive)
            || WasCompared(_comparedFragments, (right, left), exclusive))
        {
            return;
        }

        _comparedFragments[(left, right)] = exclusive;
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

    // What was compared as never standing in one object must be compared once more where it may; not the reverse.
    private static bool WasCompared<TKey>(Dictionary<TKey, bool> compared, TKey key, bool exclusive)
        where TKey : notnull => compared.TryGetValue(key, out var before) && (exclusive || !before);

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
        }

        foreach (var fragment in left.Fragments)
        {
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

    private sealed record Conflict(string Name, string Reason, List<FieldNode> Left, List<FieldNode> Right);
}
