using HotChocolate.CostAnalysis;
using HotChocolate.Execution;
using HotChocolate.Language;

namespace HotChocolate.Types;

internal sealed class OutputField(string name, GraphType type, FieldResolver? resolver) : INamed
{
    public string Name { get; } = name;

    public GraphType Type { get; } = type;

    public string? Description { get; init; }

    public string? DeprecationReason { get; init; }

    public MemberMap<InputField> Arguments { get; init; } = MemberMap<InputField>.Empty;

    public FieldCost Cost { get; init; } = FieldCost.Default;

    /// <summary>Null for the field of an interface.</summary>
    public FieldResolver? Resolver { get; } = resolver;

    /// <summary>Yields the events, for a field of the subscription type.</summary>
    public SubscribeDelegate? Subscribe { get; init; }
}

/// <summary>An argument of a field or directive, or a field of an input object.</summary>
internal sealed class InputField(string name, GraphType type, ValueNode? defaultValue) : INamed
{
    public string Name { get; } = name;

    public GraphType Type { get; } = type;

    /// <summary>The default as a literal, or null when there is none.</summary>
    public ValueNode? DefaultValue { get; } = defaultValue;

    public string? Description { get; init; }

    public string? DeprecationReason { get; init; }

    /// <summary>The weight; null: 1 for an input object, else 0.</summary>
    public double? Cost { get; init; }

    /// <summary>Turns a literal into the CLR value that the resolver takes.</summary>
    public InputBinder? Binder { get; init; }

    /// <summary>The specification's required argument or input field.</summary>
    public bool IsRequired => Type.IsNonNull && DefaultValue is null;
}

internal sealed class InputObjectType(string name, Type runtimeType) : NamedType(name)
{
    public override TypeKind Kind => TypeKind.InputObject;

    public Type RuntimeType { get; } = runtimeType;

    /// <summary>Exactly one field must be given: specification, section 3.10.1.</summary>
    public bool IsOneOf { get; init; }

    public MemberMap<InputField> Fields { get; set; } = MemberMap<InputField>.Empty;
}

internal sealed class DirectiveType(string name, params DirectiveLocation[] locations) : INamed
{
    public string Name { get; } = name;

    public string? Description { get; init; }

    public IReadOnlyList<DirectiveLocation> Locations { get; } = locations;

    public bool IsRepeatable { get; init; }

    /// <summary>Whether every server has it: specification, section 3.13.</summary>
    public bool IsBuiltIn => Name is "include" or "skip" or "deprecated" or "specifiedBy" or "oneOf";

    public MemberMap<InputField> Arguments { get; init; } = MemberMap<InputField>.Empty;
}

internal enum DirectiveLocation
{
    Query,
    Mutation,
    Subscription,
    Field,
    FragmentDefinition,
    FragmentSpread,
    InlineFragment,
    VariableDefinition,
    Schema,
    Scalar,
    Object,
    FieldDefinition,
    ArgumentDefinition,
    Interface,
    Union,
    Enum,
    EnumValue,
    InputObject,
    InputFieldDefinition,
}
