using HotChocolate.Language;

namespace HotChocolate.Validation;

/// <summary>Names, use and cycles of fragments: specification, section 5.5.</summary>
internal sealed class FragmentRules(ValidationContext context)
{
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
        var names = new Dictionary<string, NameNode>(StringComparer.Ordinal);
        foreach (var fragment in context.FragmentDefinitions)
        {
            if (!names.TryAdd(fragment.Name.Value, fragment.Name))
            {
                context.Report(
                    $"The fragment name \"{fragment.Name.Value}\" is used more than once.",
                    names[fragment.Name.Value],
                    fragment.Name);
            }
        }
    }

    private void CheckUse()
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<SelectionSetNode>(context.Operations.Select(operation => operation.SelectionSet));
        while (pending.TryPop(out var selectionSet))
        {
            foreach (var spread in context.SpreadsOf(selectionSet))
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
        var visited = new HashSet<string>(StringComparer.Ordinal);
        foreach (var fragment in context.FragmentDefinitions)
        {
            FindCycles(fragment, visited, [], new Dictionary<string, int>(StringComparer.Ordinal));
        }
    }

    /// <summary>Each fragment is entered once; a spread that leads back into the current path closes a cycle.</summary>
    private void FindCycles(
        FragmentDefinitionNode fragment,
        HashSet<string> visited,
        List<FragmentSpreadNode> path,
        Dictionary<string, int> positions)
    {
        if (!visited.Add(fragment.Name.Value))
        {
            return;
        }

        context.Spend(1);
        positions[fragment.Name.Value] = path.Count;
        foreach (var spread in context.SpreadsOf(fragment.SelectionSet))
        {
            path.Add(spread);
            if (positions.TryGetValue(spread.Name.Value, out var start))
            {
                HasCycle = true;
                context.Report(
                    $"The fragment \"{spread.Name.Value}\" must not spread itself{Via(path, start)}.",
                    path.Skip(start));
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
}
