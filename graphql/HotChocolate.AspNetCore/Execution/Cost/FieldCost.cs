using System.Reflection;
using HotChocolate.CostAnalysis.Types;
using HotChocolate.Types;

namespace HotChocolate.CostAnalysis;

/// <summary>What a field's attributes say about its cost.</summary>
/// <param name="Weight">Null: 1 for a composite or a list, else 0.</param>
/// <param name="Size">Null: one item.</param>
internal sealed record FieldCost(double? Weight, ListSizeAttribute? Size)
{
    public static FieldCost Default { get; } = new(null, null);

    /// <param name="member">What the field is made of.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="otherwise">The weight where no attribute tells.</param>
    /// <exception cref="SchemaException">A size is negative, or an argument is missing or not of type Int.</exception>
    public static FieldCost Of(MemberInfo member, IReadOnlyList<InputField> arguments, double? otherwise)
    {
        var weight = WeightOf(member) ?? otherwise;
        var size = member.GetCustomAttribute<ListSizeAttribute>();
        if (weight is null && size is null)
        {
            return Default;
        }

        if (size is { AssumedSize: < 0 } or { SlicingArgumentDefaultValue: < 0 })
        {
            throw new SchemaException("A list cannot have a negative size.");
        }

        foreach (var name in size?.SlicingArguments ?? [])
        {
            if (!arguments.Any(argument => argument.Name == name && argument.Type.Nullable.ToString() == "Int"))
            {
                throw new SchemaException($"The field has no argument \"{name}\" of type Int.");
            }
        }

        return new FieldCost(weight, size);
    }

    /// <summary>The weight that an attribute tells, or null.</summary>
    public static double? WeightOf(ICustomAttributeProvider member) => Naming.Attribute<CostAttribute>(member)?.Weight;
}
