namespace HotChocolate.CostAnalysis.Types;

/// <summary>
/// Gives a field another weight than the default, which is 10 where it takes code to resolve it, else 1 for a composite
/// or a list; or gives one to an argument, an input field, an object type or an enum, where it is 1 for what consists
/// of fields, else 0.
/// </summary>
[AttributeUsage(
    AttributeTargets.Property | AttributeTargets.Method | AttributeTargets.Parameter | AttributeTargets.Class
    | AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class CostAttribute(double weight) : Attribute
{
    internal double Weight { get; } = weight;
}

/// <summary>Tells how many items a list has; without it the cost analysis assumes one.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Method)]
public sealed class ListSizeAttribute : Attribute
{
    internal int? Assumed { get; private set; }

    internal int? Default { get; private set; }

    /// <summary>Items when no argument tells; not negative.</summary>
    public int AssumedSize
    {
        get => Assumed ?? 0;
        set => Assumed = value;
    }

    /// <summary>The arguments of type Int that state the number of items; the highest counts.</summary>
    public string[]? SlicingArguments { get; set; }

    /// <summary>Items when none of the arguments is given; not negative.</summary>
    public int SlicingArgumentDefaultValue
    {
        get => Default ?? 0;
        set => Default = value;
    }

    /// <summary>Fields of the value whose lists have that size, where the field itself is no list.</summary>
    public string[]? SizedFields { get; set; }

    /// <summary>Whether an operation that does not give exactly one of the arguments is refused.</summary>
    public bool RequireOneSlicingArgument { get; set; } = true;
}
