using System.Text.RegularExpressions;

namespace Shop.Gateway.Errors;

/// <summary>The schema's names of the fields that the services name in violations and messages.</summary>
internal static partial class FieldNames
{
    public static string ToGraphQL(string text) =>
        ServiceNames().Replace(text, name => name.Value == "operation" ? "type" : "order_products");

    [GeneratedRegex(@"^operation$|\blines(?=\[|$)")]
    private static partial Regex ServiceNames();
}
