using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using HotChocolate.Language;

namespace HotChocolate.Types;

/// <summary>A scalar and its input coercion: specification, section 3.5.</summary>
internal abstract class ScalarType(string name, Type runtimeType) : NamedType(name)
{
    public override TypeKind Kind => TypeKind.Scalar;

    /// <summary>The CLR type that input coercion yields.</summary>
    public Type RuntimeType { get; } = runtimeType;

    public string? SpecifiedBy { get; init; }

    /// <summary>Coerces a constant literal other than null.</summary>
    public abstract bool TryParse(ValueNode literal, [NotNullWhen(true)] out object? value);

    /// <summary>The literal that a value of the request's variables stands for, or null when it is not one.</summary>
    public abstract ValueNode? FromJson(JsonElement json);
}

internal sealed class EnumType(string name, Type runtimeType) : NamedType(name)
{
    public override TypeKind Kind => TypeKind.Enum;

    public Type RuntimeType { get; } = runtimeType;

    public MemberMap<EnumMember> Members { get; set; } = MemberMap<EnumMember>.Empty;
}

internal sealed class EnumMember(string name, object value) : INamed
{
    public string Name { get; } = name;

    /// <summary>The CLR value.</summary>
    public object Value { get; } = value;

    public string? Description { get; init; }

    public string? DeprecationReason { get; init; }
}
