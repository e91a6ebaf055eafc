using System.Text.RegularExpressions;

namespace Shop.Gateway.Errors;

/// <summary>The schema's names of the fields that the services name in their violations.</summary>
internal static partial class FieldNames
{
    public static string ToGraphQL(string field) =>
        FirstName().Replace(field, name => name.Value switch
        {
            "lines" => "order_products",
            "operation" => "type",
            _ => name.Value,
        });

    [GeneratedRegex("^[a-z_]+")]
    private static partial Regex FirstName();
}
