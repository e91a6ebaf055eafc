using HotChocolate.Language;

namespace HotChocolate.Execution;

/// <summary>The coerced variables of one request, as constant literals.</summary>
internal sealed class VariableValues
{
    private readonly Dictionary<string, ValueNode>? _values;

    public VariableValues(Dictionary<string, ValueNode>? values) => _values = values;

    public static VariableValues None { get; } = new(null);

    /// <summary>The value, or null when the variable was neither given nor has a default.</summary>
    public ValueNode? Find(string name) => _values?.GetValueOrDefault(name);
}
