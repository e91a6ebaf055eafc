using System.Globalization;
using System.Text;
using HotChocolate.Language;

namespace HotChocolate.Types;

/// <summary>Prints the schema definition language, without what the specification builds in.</summary>
internal static class SchemaPrinter
{
    public static string Print(Schema schema)
    {
        var text = new StringBuilder("schema {\n")
            .Append(CultureInfo.InvariantCulture, $"  query: {schema.QueryType}\n");
        if (schema.MutationType is { } mutation)
        {
            text.Append(CultureInfo.InvariantCulture, $"  mutation: {mutation}\n");
        }

        if (schema.SubscriptionType is { } subscription)
        {
            text.Append(CultureInfo.InvariantCulture, $"  subscription: {subscription}\n");
        }

        text.Append("}\n");
        var types = schema.Types.Where(t => !t.Name.StartsWith("__", StringComparison.Ordinal) && !IsBuiltIn(t));
        foreach (var type in types.OrderBy(t => Order(schema, t)).ThenBy(t => t.Name, StringComparer.Ordinal))
        {
            text.Append('\n');
            PrintType(text, type);
        }

        foreach (var directive in schema.Directives.Where(directive => !directive.IsBuiltIn))
        {
            text.Append('\n');
            PrintDirective(text, directive);
        }

        return text.ToString();
    }

    private static bool IsBuiltIn(NamedType type) => type.Name is "Int" or "Float" or "String" or "Boolean" or "ID";

    private static int Order(Schema schema, NamedType type) =>
        ReferenceEquals(type, schema.QueryType) ? 0
        : ReferenceEquals(type, schema.MutationType) ? 1
        : ReferenceEquals(type, schema.SubscriptionType) ? 2
        : 3 + Array.IndexOf(
            [TypeKind.Object, TypeKind.Interface, TypeKind.Union, TypeKind.InputObject, TypeKind.Enum, TypeKind.Scalar],
            type.Kind);

    private static void PrintType(StringBuilder text, NamedType type)
    {
        PrintDescription(text, type.Description, "");
        switch (type)
        {
            case ScalarType scalar:
                text.Append("scalar ").Append(type.Name);
                text.Append(scalar.SpecifiedBy is { } url ? $" @specifiedBy(url: {SyntaxPrinter.Quote(url)})\n" : "\n");
                break;
            case EnumType members:
                text.Append("enum ").Append(type.Name).Append(CostText.Of(type.Cost)).Append(" {\n");
                foreach (var member in members.Members)
                {
                    PrintDescription(text, member.Description, "  ");
                    text.Append("  ").Append(member.Name).Append(Deprecation(member.DeprecationReason)).Append('\n');
                }

                text.Append("}\n");
                break;
            case UnionType union:
                text.Append("union ").Append(type.Name).Append(" = ").AppendJoin(" | ", union.Members).Append('\n');
                break;
            case InputObjectType input:
                text.Append("input ").Append(type.Name).Append(input.IsOneOf ? " @oneOf" : "").Append(" {\n");
                foreach (var field in input.Fields)
                {
                    PrintDescription(text, field.Description, "  ");
                    text.Append("  ").Append(Print(field)).Append('\n');
                }

                text.Append("}\n");
                break;
            case FieldsType fields:
                PrintFields(text, fields);
                break;
        }
    }

    private static void PrintFields(StringBuilder text, FieldsType type)
    {
        text.Append(type.Kind == TypeKind.Interface ? "interface " : "type ").Append(type.Name);
        if (type.Interfaces.Count > 0)
        {
            text.Append(" implements ").AppendJoin(" & ", type.Interfaces);
        }

        text.Append(CostText.Of(type.Cost)).Append(" {\n");
        foreach (var field in type.Fields)
        {
            PrintDescription(text, field.Description, "  ");
            text.Append("  ").Append(field.Name);
            if (field.Arguments.Count > 0)
            {
                PrintArguments(text, field.Arguments, "  ");
            }

            text.Append(": ").Append(field.Type).Append(Deprecation(field.DeprecationReason));
            text.Append(CostText.Of(field.Cost.Weight)).Append(CostText.Of(field.Cost.Size)).Append('\n');
        }

        text.Append("}\n");
    }

    private static void PrintDirective(StringBuilder text, DirectiveType directive)
    {
        PrintDescription(text, directive.Description, "");
        text.Append("directive @").Append(directive.Name);
        PrintArguments(text, directive.Arguments, "");
        text.Append(directive.IsRepeatable ? " repeatable" : "").Append(" on ")
            .AppendJoin(" | ", directive.Locations.Select(location => Naming.EnumMember($"{location}"))).Append('\n');
    }

    private static void PrintArguments(StringBuilder text, MemberMap<InputField> arguments, string indent)
    {
        if (arguments.All(a => a.Description is null))
        {
            text.Append('(').AppendJoin(", ", arguments.Select(Print)).Append(')');

            return;
        }

        text.Append("(\n");
        foreach (var argument in arguments)
        {
            PrintDescription(text, argument.Description, $"{indent}  ");
            text.Append(indent).Append("  ").Append(Print(argument)).Append('\n');
        }

        text.Append(indent).Append(')');
    }

    private static string Print(InputField field) =>
        $"{field.Name}: {field.Type}{(field.DefaultValue is { } value ? $" = {value}" : "")}"
        + Deprecation(field.DeprecationReason) + CostText.Of(field.Cost);

    private static string Deprecation(string? reason) =>
        reason is null ? "" : $" @deprecated(reason: {SyntaxPrinter.Quote(reason)})";

    private static void PrintDescription(StringBuilder text, string? description, string indent)
    {
        if (description is null)
        {
            return;
        }

        // A block string loses indentation that all lines share and blank lines at its ends.
        var lines = description.ReplaceLineEndings("\n");
        if (BlockString.Dedent($"\n{lines}\n") != lines)
        {
            text.Append(indent).Append(SyntaxPrinter.Quote(description)).Append('\n');

            return;
        }

        text.Append(indent).Append("\"\"\"\n");
        foreach (var line in lines.Replace("\"\"\"", "\\\"\"\"", StringComparison.Ordinal).Split('\n'))
        {
            text.Append(line.Length == 0 ? "" : indent).Append(line).Append('\n');
        }

        text.Append(indent).Append("\"\"\"\n");
    }
}
