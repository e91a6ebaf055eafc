using HotChocolate.Language;
using HotChocolate.Types;

namespace HotChocolate.Execution;

/// <summary>Makes the CLR object of an input object: specification, section 3.10.</summary>
internal sealed class InputObjectBinder(InputObjectType type) : InputBinder
{
    private static readonly object Absent = new();

    /// <summary>
    /// Creates the object from its fields' values; which of them are present says the second argument.
    /// </summary>
    public required Func<object?[], bool[], object> Create { get; set; }

    protected override object BindValue(ValueNode literal, VariableValues variables)
    {
        if (literal is not ObjectValueNode fields)
        {
            throw new InputException($"Expected type \"{type}\" to be an object.", literal);
        }

        var values = new object?[type.Fields.Count];
        var present = new bool[values.Length];
        var known = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var field = type.Fields[i];
            var given = Find(fields, field.Name);
            known += given is null ? 0 : 1;
            var value = BindField(field, given, fields, variables);
            present[i] = !ReferenceEquals(value, Absent);
            values[i] = present[i] ? value : null;
        }

        if (known != fields.Fields.Length)
        {
            var unknown = fields.Fields.First(f => type.Fields.Find(f.Name.Value) is null || fields.Fields.Count(
                other => other.Name.Value == f.Name.Value) > 1);
            throw new InputException($"Field \"{unknown.Name.Value}\" is not defined by type \"{type}\".", unknown);
        }

        return type.IsOneOf && (known != 1 || Array.TrueForAll(values, value => value is null))
            ? throw new InputException($"Exactly one key must be specified for OneOf type \"{type}\".", literal)
            : Create(values, present);
    }

    private static object? BindField(
        InputField field,
        ObjectFieldNode? given,
        ObjectValueNode parent,
        VariableValues variables)
    {
        var literal = given?.Value;
        if (literal is VariableNode variable)
        {
            literal = variables.Find(variable.Name.Value);
        }

        literal ??= field.DefaultValue;

        return literal is not null ? field.Binder!.Bind(literal, variables)
            : field.Type.IsNonNull
                ? throw new InputException(
                    $"Field \"{field.Name}\" of required type \"{field.Type}\" was not provided.",
                    given ?? (SyntaxNode)parent)
                : Absent;
    }

    private static ObjectFieldNode? Find(ObjectValueNode fields, string name)
    {
        foreach (var field in fields.Fields)
        {
            if (field.Name.Value == name)
            {
                return field;
            }
        }

        return null;
    }
}
