namespace HotChocolate.Types;

/// <summary>What an object and an interface have in common.</summary>
internal abstract class FieldsType(string name, Type runtimeType) : NamedType(name)
{
    /// <summary>The CLR type of the values.</summary>
    public Type RuntimeType { get; } = runtimeType;

    public MemberMap<OutputField> Fields { get; set; } = MemberMap<OutputField>.Empty;

    public MemberMap<InterfaceType> Interfaces { get; set; } = MemberMap<InterfaceType>.Empty;
}

internal sealed class ObjectType(string name, Type runtimeType) : FieldsType(name, runtimeType)
{
    public override TypeKind Kind => TypeKind.Object;
}

internal sealed class InterfaceType(string name, Type runtimeType) : FieldsType(name, runtimeType)
{
    public override TypeKind Kind => TypeKind.Interface;
}

internal sealed class UnionType(string name) : NamedType(name)
{
    public override TypeKind Kind => TypeKind.Union;

    public MemberMap<ObjectType> Members { get; set; } = MemberMap<ObjectType>.Empty;
}
