namespace HotChocolate.Types;

internal enum TypeKind
{
    Scalar,
    Object,
    Interface,
    Union,
    Enum,
    InputObject,
    List,
    NonNull,
}

/// <summary>A type reference: a named type or one wrapped as list or non-null. ToString gives its notation.</summary>
internal abstract class GraphType
{
    public abstract TypeKind Kind { get; }

    /// <summary>The type without its wrappers.</summary>
    public abstract NamedType Named { get; }

    /// <summary>This type without an outer non-null.</summary>
    public virtual GraphType Nullable => this;

    public bool IsNonNull => Kind == TypeKind.NonNull;

    public bool IsInput => Named.Kind is TypeKind.Scalar or TypeKind.Enum or TypeKind.InputObject;

    public bool IsOutput => Named.Kind != TypeKind.InputObject;

    /// <summary>Equal by structure.</summary>
    public bool Is(GraphType other) => (this, other) switch
    {
        (NamedType, NamedType) => ReferenceEquals(this, other),
        (ListType list, ListType otherList) => list.OfType.Is(otherList.OfType),
        (NonNullType nonNull, NonNullType otherNonNull) => nonNull.OfType.Is(otherNonNull.OfType),
        _ => false,
    };
}

internal sealed class ListType(GraphType ofType) : GraphType
{
    public override TypeKind Kind => TypeKind.List;

    public override NamedType Named => OfType.Named;

    public GraphType OfType { get; } = ofType;

    public override string ToString() => $"[{OfType}]";
}

internal sealed class NonNullType(GraphType ofType) : GraphType
{
    public override TypeKind Kind => TypeKind.NonNull;

    public override NamedType Named => OfType.Named;

    public override GraphType Nullable => OfType;

    public GraphType OfType { get; } = ofType;

    public override string ToString() => $"{OfType}!";
}

internal abstract class NamedType(string name) : GraphType, INamed
{
    public string Name { get; } = name;

    public string? Description { get; set; }

    /// <summary>The weight; null: 1 for a composite, else 0.</summary>
    public double? Cost { get; set; }

    public override NamedType Named => this;

    public bool IsComposite => Kind is TypeKind.Object or TypeKind.Interface or TypeKind.Union;

    public bool IsAbstract => Kind is TypeKind.Interface or TypeKind.Union;

    public bool IsLeaf => Kind is TypeKind.Scalar or TypeKind.Enum;

    public sealed override string ToString() => Name;
}
