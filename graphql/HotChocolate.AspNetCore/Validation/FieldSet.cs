using HotChocolate.Language;
using HotChocolate.Types;

namespace HotChocolate.Validation;

/// <summary>A field and the type that it was selected on, where they are known.</summary>
internal sealed record SelectedField(FieldNode Node, NamedType? Parent, OutputField? Definition);

/// <summary>
/// The fields of a selection set and its inline fragments by response name, and the fragments that it spreads.
/// </summary>
internal sealed class FieldSet
{
    private readonly HashSet<FragmentDefinitionNode> _spread = [];

    private FieldSet()
    {
    }

    public OrderedDictionary<string, List<SelectedField>> Fields { get; } = new(StringComparer.Ordinal);

    public List<FragmentDefinitionNode> Fragments { get; } = [];

    public static FieldSet Of(ValidationContext context, SelectionSetNode selectionSet, NamedType? parent)
    {
        var set = new FieldSet();
        set.Collect(context, selectionSet, parent);

        return set;
    }

    private void Collect(ValidationContext context, SelectionSetNode selectionSet, NamedType? parent)
    {
        foreach (var selection in selectionSet.Selections)
        {
            switch (selection)
            {
                case FieldNode field:
                    var definition = parent is null ? null : context.Schema.FindField(parent, field.Name.Value);
                    if (!Fields.TryGetValue(field.ResponseName, out var same))
                    {
                        Fields.Add(field.ResponseName, same = []);
                    }

                    same.Add(new SelectedField(field, parent, definition));
                    break;
                case InlineFragmentNode inline:
                    var type = inline.TypeCondition is { } condition
                        ? context.Schema.Types.Find(condition.Name.Value)
                        : parent;
                    Collect(context, inline.SelectionSet, type);
                    break;
                case FragmentSpreadNode spread when context.Fragments.TryGetValue(spread.Name.Value, out var fragment):
                    if (_spread.Add(fragment))
                    {
                        Fragments.Add(fragment);
                    }

                    break;
            }
        }
    }
}
