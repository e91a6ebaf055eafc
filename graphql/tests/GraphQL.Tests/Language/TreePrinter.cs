using System.Collections.Immutable;
using System.Text;
using HotChocolate.Language;

namespace GraphQL.Tests.Language;

/// <summary>Prints a tree as <c>peers/parse.mjs</c> does: kinds, places in UTF-16 units, values, children.</summary>
internal sealed class TreePrinter(SourceText source)
{
    public static string Print(DocumentNode document) =>
        string.Join(' ', document.Definitions.Select(new TreePrinter(document.Source).Show));

    private string Show(SyntaxNode node) => node switch
    {
        OperationDefinitionNode n => Show(
            "OperationDefinition", n, n.Operation.ToString().ToLowerInvariant(),
            [n.Description, n.Name, .. n.Variables, .. n.Directives, n.SelectionSet]),
        FragmentDefinitionNode n => Show(
            "FragmentDefinition", n, "", [n.Description, n.Name, n.TypeCondition, .. n.Directives, n.SelectionSet]),
        VariableDefinitionNode n => Show(
            "VariableDefinition", n, "", [n.Description, n.Variable, n.Type, n.DefaultValue, .. n.Directives]),
        SelectionSetNode n => Show("SelectionSet", n, "", Of(n.Selections)),
        FieldNode n => Show("Field", n, "", [n.Alias, n.Name, .. n.Arguments, .. n.Directives, n.SelectionSet]),
        FragmentSpreadNode n => Show("FragmentSpread", n, "", [n.Name, .. n.Directives]),
        InlineFragmentNode n => Show("InlineFragment", n, "", [n.TypeCondition, .. n.Directives, n.SelectionSet]),
        DirectiveNode n => Show("Directive", n, "", [n.Name, .. n.Arguments]),
        ArgumentNode n => Show("Argument", n, "", n.Name, n.Value),
        NameNode n => Show("Name", n, n.Value),
        VariableNode n => Show("Variable", n, "", n.Name),
        IntValueNode n => Show("IntValue", n, n.Value),
        FloatValueNode n => Show("FloatValue", n, n.Value),
        StringValueNode n => Show(
            "StringValue",
            n,
            $"{(n.Block ? "block" : "quoted")} {string.Join(',', n.Value.Select(unit => (int)unit))}"),
        BooleanValueNode n => Show("BooleanValue", n, n.Value ? "true" : "false"),
        NullValueNode n => Show("NullValue", n, ""),
        EnumValueNode n => Show("EnumValue", n, n.Value),
        ListValueNode n => Show("ListValue", n, "", Of(n.Items)),
        ObjectValueNode n => Show("ObjectValue", n, "", Of(n.Fields)),
        ObjectFieldNode n => Show("ObjectField", n, "", n.Name, n.Value),
        NamedTypeNode n => Show("NamedType", n, "", n.Name),
        ListTypeNode n => Show("ListType", n, "", n.Type),
        NonNullTypeNode n => Show("NonNullType", n, "", n.Type),
        _ => throw new InvalidOperationException($"{node.GetType()} is unknown."),
    };

    private static SyntaxNode?[] Of<T>(ImmutableArray<T> nodes)
        where T : SyntaxNode => [.. nodes];

    private string Show(string kind, SyntaxNode node, string own, params SyntaxNode?[] below)
    {
        var parts = below.OfType<SyntaxNode>()
            .Select(Show)
            .Prepend(own)
            .Prepend($"{Offset(node.Start)}-{Offset(node.End)}");

        return $"({kind} {string.Join(' ', parts.Where(part => part.Length > 0))})";
    }

    private int Offset(int bytes) => Encoding.UTF8.GetCharCount(source.Span[..bytes]);
}
