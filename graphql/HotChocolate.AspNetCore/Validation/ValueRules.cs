using System.Collections.Immutable;
using HotChocolate.Language;
using HotChocolate.Types;

namespace HotChocolate.Validation;

/// <summary>Arguments and values: specification, sections 5.4 and 5.6.</summary>
internal sealed class ValueRules(ValidationContext context, VariableRules variables)
{
    /// <summary>Checks the arguments of a field or directive; without definitions only what needs no type.</summary>
    public void CheckArguments(
        SyntaxNode owner,
        ImmutableArray<ArgumentNode> arguments,
        MemberMap<InputField>? definitions,
        string ownerName)
    {
        foreach (var same in arguments.GroupBy(argument => argument.Name.Value).Where(group => group.Skip(1).Any()))
        {
            context.Report(
                $"The argument \"{same.Key}\" is given more than once.", same.Select(argument => argument.Name));
        }

        foreach (var argument in arguments)
        {
            var definition = definitions?.Find(argument.Name.Value);
            if (definitions is not null && definition is null)
            {
                context.Report($"{ownerName} has no argument \"{argument.Name.Value}\".", argument);
            }

            Check(argument.Value, definition?.Type, definition);
        }

        foreach (var missing in definitions ?? MemberMap<InputField>.Empty)
        {
            if (missing.IsRequired && !arguments.Any(argument => argument.Name.Value == missing.Name))
            {
                context.Report($"{ownerName} needs the argument \"{missing.Name}\" of type {missing.Type}.", owner);
            }
        }
    }

    /// <summary>Checks a value; of an unknown type only what needs no type.</summary>
    /// <param name="value">The literal or variable.</param>
    /// <param name="type">The type of its place, or null.</param>
    /// <param name="place">The argument or input field that takes it, or null.</param>
    /// <param name="oneOf">Whether the place is a field of a OneOf input object.</param>
    public void Check(ValueNode value, GraphType? type, InputField? place = null, bool oneOf = false)
    {
        switch (value)
        {
            case VariableNode variable:
                variables.Use(variable, type, place?.DefaultValue is not null, oneOf);
                break;
            case NullValueNode when type is { IsNonNull: true }:
                context.Report($"null is not a value of type {type}.", value);
                break;
            case NullValueNode:
                break;
            case ListValueNode list:
                CheckList(list, type);
                break;
            case ObjectValueNode fields:
                CheckObject(fields, type?.Named);
                break;
            default:
                CheckLeaf(value, type);
                break;
        }
    }

    private void CheckList(ListValueNode list, GraphType? type)
    {
        var items = type?.Nullable as ListType;
        if (type is not null && items is null)
        {
            context.Report($"A list is not a value of type {type}.", list);
            Skip(list, type);

            return;
        }

        foreach (var item in list.Items)
        {
            Check(item, items?.OfType);
        }
    }

    private void CheckObject(ObjectValueNode value, NamedType? type)
    {
        if (type is not null and not InputObjectType)
        {
            CheckLeaf(value, type);
            Skip(value, type);

            return;
        }

        CheckUniqueFields(value);
        var input = type as InputObjectType;
        foreach (var field in value.Fields)
        {
            var definition = input?.Fields.Find(field.Name.Value);
            if (input is not null && definition is null)
            {
                context.Report($"The type {input} has no field \"{field.Name.Value}\".", field);
            }

            Check(field.Value, definition?.Type, definition, input is { IsOneOf: true });
        }

        foreach (var missing in input?.Fields ?? MemberMap<InputField>.Empty)
        {
            if (missing.IsRequired && !value.Fields.Any(field => field.Name.Value == missing.Name))
            {
                context.Report($"The field \"{input}.{missing.Name}\" of type {missing.Type} is missing.", value);
            }
        }

        if (input is { IsOneOf: true } && !HasOneField(value))
        {
            context.Report($"Exactly one field of the type {input} must be given, and it must not be null.", value);
        }
    }

    // One that is given twice is another error.
    private static bool HasOneField(ObjectValueNode value) =>
        value.Fields.Length > 0
        && value.Fields.All(field => field.Name.Value == value.Fields[0].Name.Value)
        && value.Fields[^1].Value is not NullValueNode;

    /// <summary>Looks into a value of the wrong kind for variables and fields given twice only.</summary>
    private void Skip(ValueNode value, GraphType? type, InputField? place = null, bool oneOf = false)
    {
        switch (value)
        {
            case VariableNode variable:
                variables.Use(variable, type, place?.DefaultValue is not null, oneOf);
                break;
            case ListValueNode list:
                foreach (var item in list.Items)
                {
                    Skip(item, type?.Nullable is ListType items ? items.OfType : type?.Nullable);
                }

                break;
            case ObjectValueNode fields:
                CheckUniqueFields(fields);
                var input = type?.Named as InputObjectType;
                foreach (var field in fields.Fields)
                {
                    var definition = input?.Fields.Find(field.Name.Value);
                    Skip(field.Value, definition?.Type, definition, input is { IsOneOf: true });
                }

                break;
        }
    }

    private void CheckUniqueFields(ObjectValueNode value)
    {
        var names = new Dictionary<string, NameNode>(value.Fields.Length, StringComparer.Ordinal);
        foreach (var field in value.Fields)
        {
            if (!names.TryAdd(field.Name.Value, field.Name))
            {
                context.Report(
                    $"The field \"{field.Name.Value}\" is given more than once.", names[field.Name.Value], field.Name);
            }
        }
    }

    private void CheckLeaf(ValueNode value, GraphType? type)
    {
        var valid = type?.Named switch
        {
            null => true,
            ScalarType scalar => scalar.TryParse(value, out _),
            EnumType members => value is EnumValueNode member && members.Members.TryGet(member.Value, out _),
            _ => false,
        };
        if (!valid)
        {
            context.Report($"{Describe(value)} is not a value of type {type}.", value);
        }
    }

    // It is not quoted, for it may be a password.
    private static string Describe(ValueNode value) => value switch
    {
        StringValueNode => "This string",
        IntValueNode or FloatValueNode => "This number",
        BooleanValueNode => "A boolean",
        ObjectValueNode => "An object",
        _ => "This name",
    };
}
