using HotChocolate.Language;

namespace HotChocolate.Validation;

/// <summary>Operations: specification, section 5.2.</summary>
internal sealed class OperationRules(ValidationContext context)
{
    public void Apply()
    {
        var names = new Dictionary<string, NameNode>(StringComparer.Ordinal);
        foreach (var operation in context.Operations)
        {
            if (operation.Name is null)
            {
                if (context.Operations.Count > 1)
                {
                    context.Report("An anonymous operation must be the only operation of its document.", operation);
                }
            }
            else if (!names.TryAdd(operation.Name.Value, operation.Name))
            {
                context.Report(
                    $"The operation name \"{operation.Name.Value}\" is used more than once.",
                    names[operation.Name.Value],
                    operation.Name);
            }

            if (context.Schema.RootType(operation.Operation) is null)
            {
                context.Report($"The schema has no {operation.Operation.ToString().ToLowerInvariant()}s.", operation);
            }

            if (operation.Operation == OperationType.Subscription)
            {
                CheckSingleField(operation);
            }
        }
    }

    /// <summary>A subscription has one root field, which is not of the introspection: section 5.2.4.1.</summary>
    private void CheckSingleField(OperationDefinitionNode operation)
    {
        var fields = new List<FieldNode>();
        Collect(operation.SelectionSet, fields, []);
        var extra = fields.Where(field => field.ResponseName != fields[0].ResponseName).ToList();
        if (extra.Count > 0)
        {
            context.Report("A subscription must select only one root field.", extra);
        }

        foreach (var field in fields.Where(field => field.Name.Value.StartsWith("__", StringComparison.Ordinal)))
        {
            context.Report("A subscription must not select a field of the introspection at its root.", field);
        }
    }

    private void Collect(SelectionSetNode selectionSet, List<FieldNode> fields, HashSet<string> visited)
    {
        foreach (var selection in selectionSet.Selections)
        {
            switch (selection)
            {
                case FieldNode field:
                    fields.Add(field);
                    break;
                case InlineFragmentNode inline:
                    Collect(inline.SelectionSet, fields, visited);
                    break;
                case FragmentSpreadNode spread when visited.Add(spread.Name.Value)
                    && context.Fragments.TryGetValue(spread.Name.Value, out var fragment):
                    Collect(fragment.SelectionSet, fields, visited);
                    break;
            }
        }
    }
}
