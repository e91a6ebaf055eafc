using HotChocolate.Language;

namespace HotChocolate.Execution;

/// <summary>Finds the variables that @skip and @include refer to.</summary>
internal static class ConditionVariables
{
    public static IEnumerable<string> Find(DocumentNode document) =>
        document.Definitions.SelectMany(definition => Find(definition.SelectionSet));

    private static IEnumerable<string> Find(SelectionSetNode? set)
    {
        foreach (var selection in set?.Selections ?? [])
        {
            foreach (var directive in selection.Directives)
            {
                if (directive.Name.Value is "skip" or "include"
                    && directive.Arguments.FirstOrDefault()?.Value is VariableNode variable)
                {
                    yield return variable.Name.Value;
                }
            }

            var below = selection switch
            {
                FieldNode field => field.SelectionSet,
                InlineFragmentNode inline => inline.SelectionSet,
                _ => null,
            };
            foreach (var name in Find(below))
            {
                yield return name;
            }
        }
    }
}
