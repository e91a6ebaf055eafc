using System.Text;
using HotChocolate.Language;
using HotChocolate.Types;

namespace HotChocolate.Execution;

/// <summary>A field of an operation, merged from all its occurrences.</summary>
internal sealed class PlanField
{
    private readonly object?[]? _constants;

    public PlanField(ObjectType parent, OutputField field, IReadOnlyList<FieldNode> nodes, int argumentSlot)
    {
        Parent = parent;
        Field = field;
        Nodes = nodes;
        ArgumentSlot = argumentSlot;
        ResponseName = nodes[0].ResponseName;
        NameUtf8 = Encoding.UTF8.GetBytes($"\"{ResponseName}\":");
        _constants = field.Arguments.Count == 0 ? [] : null;
    }

    public ObjectType Parent { get; }

    public OutputField Field { get; }

    public IReadOnlyList<FieldNode> Nodes { get; }

    public string ResponseName { get; }

    /// <summary>The response name as JSON, with its colon.</summary>
    public byte[] NameUtf8 { get; }

    public FieldResolver Resolver => Field.Resolver!;

    /// <summary>Where the request keeps the argument values, which are the same for every item of a list.</summary>
    public int ArgumentSlot { get; }

    /// <summary>The selections below, one for each object type that the value can have; empty for a leaf.</summary>
    public PlanSelections[] Selections { get; init; } = [];

    /// <summary>The selections below when the type is an object's.</summary>
    public PlanSelections? OnlySelections { get; init; }

    /// <summary>Whether something below is asynchronous.</summary>
    public bool HasAsyncBelow { get; init; }

    /// <summary>Where the parent's node keeps the value, or -1 when it is read while writing.</summary>
    public int Slot { get; set; } = -1;

    public bool NeedsSlot => HasAsyncBelow || Resolver.IsAsync;

    public object?[] GetArguments(OperationState state) =>
        _constants ?? (state.ArgumentValues[ArgumentSlot] ??= Bind(state));

    /// <summary>The selections for a value of an object, interface or union type.</summary>
    public PlanSelections SelectionsOf(object value, OperationState state)
    {
        if (OnlySelections is not null)
        {
            return OnlySelections;
        }

        var type = state.Schema.ObjectTypeOf(value);

        return Array.Find(Selections, selections => ReferenceEquals(selections.Type, type))
            ?? throw new InvalidOperationException(
                $"{Field.Type.Named} must resolve to one of its object types, not to {value.GetType()}.");
    }

    private object?[] Bind(OperationState state)
    {
        var values = new object?[Field.Arguments.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Bind(Field.Arguments[i], state.Variables);
        }

        return values;
    }

    private object? Bind(InputField argument, VariableValues variables)
    {
        var given = Nodes[0].Arguments.FirstOrDefault(a => a.Name.Value == argument.Name);
        var literal = given?.Value is VariableNode variable ? variables.Find(variable.Name.Value) : given?.Value;
        literal ??= argument.DefaultValue;
        try
        {
            return literal is not null ? argument.Binder!.Bind(literal, variables)
                : argument.Type.IsNonNull
                    ? throw new InputException(
                        $"Argument \"{argument.Name}\" of required type \"{argument.Type}\" was not provided.",
                        given?.Value ?? (SyntaxNode)Nodes[0])
                    : null;
        }
        catch (InputException error)
        {
            var node = error.Node.End > 0 ? error.Node : given?.Value ?? (SyntaxNode)Nodes[0];
            throw new InputException($"Argument \"{argument.Name}\" has an invalid value. {error.Message}", node);
        }
    }
}
