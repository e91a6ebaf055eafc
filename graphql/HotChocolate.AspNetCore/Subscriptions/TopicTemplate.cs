using System.Globalization;
using System.Text.RegularExpressions;

namespace HotChocolate.Execution;

/// <summary>A topic's name in which <c>{argument}</c> stands for the value of an argument.</summary>
internal sealed partial class TopicTemplate
{
    private readonly string _template;
    private readonly Dictionary<string, int> _indexes;

    /// <param name="template">The name with its placeholders.</param>
    /// <param name="indexes">Where the values of the method's parameters are.</param>
    /// <exception cref="SchemaException">A placeholder names no argument.</exception>
    public TopicTemplate(string template, Dictionary<string, int> indexes)
    {
        _template = template;
        _indexes = indexes;
        foreach (Match placeholder in Placeholder().Matches(template))
        {
            if (!indexes.ContainsKey(placeholder.Groups[1].Value))
            {
                throw new SchemaException($"The topic {template} refers to an argument that the field lacks.");
            }
        }
    }

    public string Format(object?[] arguments) => Placeholder().Replace(
        _template,
        placeholder => Convert.ToString(
            arguments[_indexes[placeholder.Groups[1].Value]], CultureInfo.InvariantCulture) ?? "");

    [GeneratedRegex(@"\{([^{}]*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
