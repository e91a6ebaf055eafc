using System.Globalization;
using HotChocolate.CostAnalysis.Types;
using HotChocolate.Language;

namespace HotChocolate.Types;

/// <summary>
/// Costs in the schema definition language, with a space before; empty where there is nothing to tell.
/// </summary>
internal static class CostText
{
    public static string Of(double? weight) =>
        weight is null ? "" : string.Create(CultureInfo.InvariantCulture, $" @cost(weight: \"{weight}\")");

    public static string Of(ListSizeAttribute? size)
    {
        if (size is null)
        {
            return "";
        }

        var required = size is { SlicingArguments.Length: > 0, RequireOneSlicingArgument: true };
        string?[] arguments =
        [
            size.Assumed is { } assumed ? $"assumedSize: {assumed}" : null,
            Names("slicingArguments", size.SlicingArguments),
            size.Default is { } otherwise ? $"slicingArgumentDefaultValue: {otherwise}" : null,
            Names("sizedFields", size.SizedFields),
            $"requireOneSlicingArgument: {(required ? "true" : "false")}",
        ];

        return $" @listSize({string.Join(", ", arguments.Where(argument => argument is not null))})";
    }

    private static string? Names(string argument, string[]? names) =>
        names is null ? null : $"{argument}: [{string.Join(", ", names.Select(SyntaxPrinter.Quote))}]";
}
