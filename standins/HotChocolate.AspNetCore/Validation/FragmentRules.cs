using HotChocolate.Language;

namespace HotChocolate.Validation;

/// <summary>Names, use and cycles of fragments: specification, section 5.5.</summary>
internal sealed class FragmentRules(ValidationContext context)
{
    private readonly Dictionary<FragmentDefinitionNode, List<FragmentSpreadNode>> _spreads = [];

    /// <summary>Whether a fragment spreads itself, so that expanding it would never end.</summary>
    public bool HasCycle { get; private set; }

    public void Apply()
    {
        CheckUniqueNames();
        CheckUse();
        CheckCycles();
    }

    private void CheckUniqueNames()
    {
        foreach (var fragment in context.FragmentDefinitions)
        {
            var first = context.Fragments[fragment.Name.Value];
            if (!ReferenceEquals(first, fragment))
            {
                context.Report(
                    $"The fragment name \"{fragment.Name.Value}\" is used more than once.", first.Name, fragment.Name);
            }
        }
    }

    private void CheckUse()
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<SelectionSetNode>(context.Operations.Select(operation => operation.SelectionSet));
        while (pending.TryPop(out var selectionSet))
        {
            foreach (var spread in SpreadsOf(selectionSet))
            {
                if (used.Add(spread.Name.Value) && context.Fragments.TryGetValue(spread.Name.Value, out var fragment))
                {
                    pending.Push(fragment.SelectionSet);
                }
            }
        }

        foreach (var fragment in context.FragmentDefinitions.Where(fragment => !used.Contains(fragment.Name.Value)))
        {
            context.Report($"The fragment \"{fragment.Name.Value}\" is never used.", fragment);
        }
    }

    private void CheckCycles()
    {
        var visited = new HashSet<FragmentDefinitionNode>();
        foreach (var fragment in context.FragmentDefinitions)
        {
            FindCycles(fragment, visited, [], new Dictionary<string, int>(StringComparer.Ordinal));
        }
    }

    /// <summary>Each fragment is entered once; a spread that leads back into the current path closes a cycle.</summary>
    private void FindCycles(
        FragmentDefinitionNode fragment,
        HashSet<FragmentDefinitionNode> visited,
        List<FragmentSpreadNode> path,
        Dictionary<string, int> positions)
    {
        if (!visited.Add(fragment))
        {
            return;
        }

        if (!_spreads.TryGetValue(fragment, out var spreads))
        {
            spreads = [.. SpreadsOf(fragment.SelectionSet)];
            _spreads.Add(fragment, spreads);
        }

        positions[fragment.Name.Value] = path.Count;
        foreach (var spread in spreads)
        {
            path.Add(spread);
            if (positions.TryGetValue(spread.Name.Value, out var start))
            {
                HasCycle = true;
                context.Report(
                    $"The fragment \"{spread.Name.Value}\" must not spread itself{Via(path, start)}.", path.Skip(start));
            }
            else if (context.Fragments.TryGetValue(spread.Name.Value, out var next))
            {
                FindCycles(next, visited, path, positions);
            }

            path.RemoveAt(path.Count - 1);
        }

        positions.Remove(fragment.Name.Value);
    }

    private static string Via(List<FragmentSpreadNode> path, int start)
    {
        var names = path[start..^1].Select(spread => $"\"{spread.Name.Value}\"").ToList();
        return names.Count == 0 ? "" : $" via {string.Join(", ", names)}";
    }

    internal static IEnumerable<FragmentSpreadNode> SpreadsOf(SelectionSetNode selectionSet)
    {
        foreach (var selection in selectionSet.Selections)
        {
            if (selection is FragmentSpreadNode spread)
            {
                yield return spread;
            }

            var inner = selection is FieldNode field ? field.SelectionSet : (selection as InlineFragmentNode)?.SelectionSet;
            if (inner is not null)
            {
                foreach (var nested in SpreadsOf(inner))
                {
                    yield return nested;
                }
            }
        }
    }
}
