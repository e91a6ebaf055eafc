using System.Collections.Immutable;
using HotChocolate.Language;
using HotChocolate.Types;

namespace HotChocolate.Validation;

/// <summary>Names, places and repetition of directives: specification, section 5.7.</summary>
internal sealed class DirectiveRules(ValidationContext context)
{
    public void Check(ImmutableArray<DirectiveNode> directives, DirectiveLocation location)
    {
        Dictionary<string, DirectiveNode>? seen = null;
        foreach (var directive in directives)
        {
            var name = directive.Name.Value;
            if (!context.Schema.Directives.TryGet(name, out var definition))
            {
                context.Report($"The directive \"@{name}\" does not exist.", directive);
                continue;
            }

            if (!definition.Locations.Contains(location))
            {
                context.Report($"The directive \"@{name}\" cannot be used here.", directive);
            }

            seen ??= new Dictionary<string, DirectiveNode>(StringComparer.Ordinal);
            if (!definition.IsRepeatable && !seen.TryAdd(name, directive))
            {
                context.Report($"The directive \"@{name}\" can be used only once at a place.", seen[name], directive);
            }
        }
    }
}
