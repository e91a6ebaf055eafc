namespace HotChocolate.Types;

/// <summary>Names of the root types.</summary>
public static class OperationTypeNames
{
    /// <summary>The query type.</summary>
    public const string Query = "Query";

    /// <summary>The mutation type.</summary>
    public const string Mutation = "Mutation";

    /// <summary>The subscription type.</summary>
    public const string Subscription = "Subscription";
}

/// <summary>Adds the members of the class to an object type, named or given by its CLR type.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class ExtendObjectTypeAttribute : Attribute
{
    /// <summary>Extends the object type of this name.</summary>
    public ExtendObjectTypeAttribute(string name) => Name = name;

    /// <summary>Extends the object type of this CLR type.</summary>
    public ExtendObjectTypeAttribute(Type extendsType) => ExtendsType = extendsType;

    /// <summary>The name of the extended type.</summary>
    public string? Name { get; }

    /// <summary>The CLR type of the extended type.</summary>
    public Type? ExtendsType { get; }

    /// <summary>Members of the extended type that are taken away.</summary>
    public string[]? IgnoreProperties { get; set; }
}

/// <summary>Adds the members of the class to the object type of <typeparamref name="T"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ExtendObjectTypeAttribute<T>() : ExtendObjectTypeAttribute(typeof(T));

/// <summary>Makes a CLR interface or class a GraphQL interface.</summary>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Class)]
public sealed class InterfaceTypeAttribute(string? name = null) : Attribute
{
    /// <summary>The name in the schema.</summary>
    public string? Name { get; } = name;
}

/// <summary>Makes a CLR interface or class a GraphQL union of the registered types that derive from it.</summary>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Class)]
public sealed class UnionTypeAttribute(string? name = null) : Attribute
{
    /// <summary>The name in the schema.</summary>
    public string? Name { get; } = name;
}

/// <summary>Makes an input object take exactly one of its fields.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class OneOfAttribute : Attribute;

/// <summary>The default of an argument or input field.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class DefaultValueAttribute(object? value) : Attribute
{
    /// <summary>A CLR value of the member's type.</summary>
    public object? Value { get; } = value;
}
