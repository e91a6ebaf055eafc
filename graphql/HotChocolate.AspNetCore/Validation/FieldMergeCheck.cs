using HotChocolate.Language;
using HotChocolate.Types;

namespace HotChocolate.Validation;

/// <summary>
/// Whether all fields of one response name merge: specification, section 5.3.2. The fields of a name form groups that
/// are compared with one member each, not in pairs: all of them for their shapes, and those that may stand in one
/// object for their names and arguments. What is below a group is merged and checked as one set, and each group only
/// once. The document must be free of fragment cycles.
/// </summary>
internal sealed class FieldMergeCheck(ValidationContext context)
{
    private readonly HashSet<Group> _sameShape = [];
    private readonly HashSet<Group> _sameField = [];
    private readonly HashSet<string> _visited = new(StringComparer.Ordinal);

    /// <summary>A field that does not merge with another, or null.</summary>
    public FieldNode? FindConflict()
    {
        foreach (var definition in context.Document.Definitions)
        {
            var type = definition is FragmentDefinitionNode fragment
                ? context.Schema.Types.Find(fragment.TypeCondition.Name.Value)
                : context.Schema.RootType(((OperationDefinitionNode)definition).Operation);
            var fields = Collect([(definition.SelectionSet, type)]);
            if ((FindOtherShape(fields) ?? FindOtherField(fields)) is { } conflict)
            {
                return conflict;
            }
        }

        return null;
    }

    private FieldNode? FindOtherShape(Dictionary<string, List<SelectedField>> fields)
    {
        foreach (var group in fields.Values)
        {
            if (!_sameShape.Add(new Group(group)))
            {
                continue;
            }

            GraphType? shape = null;
            foreach (var field in group)
            {
                shape ??= field.Definition?.Type;
                if (field.Definition is not null && ResponseShape.Differs(shape!, field.Definition.Type))
                {
                    return field.Node;
                }
            }

            if (Below(group) is { } below && FindOtherShape(below) is { } conflict)
            {
                return conflict;
            }
        }

        return null;
    }

    private FieldNode? FindOtherField(Dictionary<string, List<SelectedField>> fields)
    {
        foreach (var group in fields.Values.SelectMany(ByObject))
        {
            if (!_sameField.Add(new Group(group)))
            {
                continue;
            }

            var first = group[0].Node;
            foreach (var field in group.Skip(1))
            {
                if (field.Node.Name.Value != first.Name.Value
                    || !ValueEquality.Same(field.Node.Arguments, first.Arguments))
                {
                    return field.Node;
                }
            }

            if (Below(group) is { } below && FindOtherField(below) is { } conflict)
            {
                return conflict;
            }
        }

        return null;
    }

    /// <summary>
    /// The fields that may stand in one object: those on each object type with those on no particular one.
    /// </summary>
    private IEnumerable<List<SelectedField>> ByObject(List<SelectedField> fields)
    {
        var first = fields[0].Parent as ObjectType;
        if (fields.TrueForAll(field => ReferenceEquals(field.Parent, first))
            || fields.TrueForAll(field => field.Parent is not ObjectType))
        {
            return [fields];
        }

        var anywhere = fields.FindAll(field => field.Parent is not ObjectType);
        var byObject = fields.Where(field => field.Parent is ObjectType).GroupBy(field => field.Parent).ToList();
        context.Spend(anywhere.Count * byObject.Count);

        return byObject.Select(group => (List<SelectedField>)[.. anywhere, .. group]);
    }

    private Dictionary<string, List<SelectedField>>? Below(List<SelectedField> fields)
    {
        List<(SelectionSetNode, NamedType?)> sets =
        [
            .. fields.Where(field => field.Node.SelectionSet is not null)
                .Select(field => (field.Node.SelectionSet!, field.Definition?.Type.Named)),
        ];

        return sets.Count == 0 ? null : Collect(sets);
    }

    private Dictionary<string, List<SelectedField>> Collect(IEnumerable<(SelectionSetNode, NamedType?)> sets)
    {
        var fields = new Dictionary<string, List<SelectedField>>(StringComparer.Ordinal);
        _visited.Clear();
        foreach (var (set, type) in sets)
        {
            Collect(set, type, fields);
        }

        return fields;
    }

    private void Collect(SelectionSetNode set, NamedType? parent, Dictionary<string, List<SelectedField>> fields)
    {
        context.Spend(set.Selections.Length);
        foreach (var selection in set.Selections)
        {
            switch (selection)
            {
                case FieldNode field:
                    if (!fields.TryGetValue(field.ResponseName, out var same))
                    {
                        fields.Add(field.ResponseName, same = []);
                    }

                    same.Add(new SelectedField(
                        field, parent, parent is null ? null : context.Schema.FindField(parent, field.Name.Value)));
                    break;
                case InlineFragmentNode inline:
                    Collect(
                        inline.SelectionSet,
                        inline.TypeCondition is { } on ? context.Schema.Types.Find(on.Name.Value) : parent,
                        fields);
                    break;
                case FragmentSpreadNode spread when context.Fragments.TryGetValue(spread.Name.Value, out var fragment)
                    && _visited.Add(spread.Name.Value):
                    Collect(
                        fragment.SelectionSet,
                        context.Schema.Types.Find(fragment.TypeCondition.Name.Value),
                        fields);
                    break;
            }
        }
    }

    /// <summary>Fields as a key: the same nodes in the same order.</summary>
    private readonly struct Group(List<SelectedField> fields) : IEquatable<Group>
    {
        private readonly List<SelectedField> _fields = fields;

        public bool Equals(Group other)
        {
            if (_fields.Count != other._fields.Count)
            {
                return false;
            }

            for (var i = 0; i < _fields.Count; i++)
            {
                if (!ReferenceEquals(_fields[i].Node, other._fields[i].Node))
                {
                    return false;
                }
            }

            return true;
        }

        public override bool Equals(object? obj) => obj is Group other && Equals(other);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            foreach (var field in _fields)
            {
                hash.Add(field.Node);
            }

            return hash.ToHashCode();
        }
    }
}
