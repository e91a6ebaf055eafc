namespace HotChocolate.Types;

/// <summary>Names a GraphQL type in attributes such as <see cref="GraphQLTypeAttribute{T}"/>.</summary>
public interface IType;

/// <summary>The scalar String.</summary>
public sealed class StringType : IType;

/// <summary>The scalar Int, 32 bits.</summary>
public sealed class IntType : IType;

/// <summary>The scalar Long, 64 bits.</summary>
public sealed class LongType : IType;

/// <summary>The scalar Short, 16 bits.</summary>
public sealed class ShortType : IType;

/// <summary>The scalar Float, double precision.</summary>
public sealed class FloatType : IType;

/// <summary>The scalar Decimal.</summary>
public sealed class DecimalType : IType;

/// <summary>The scalar Boolean.</summary>
public sealed class BooleanType : IType;

/// <summary>The scalar ID.</summary>
public sealed class IdType : IType;

/// <summary>The scalar UUID.</summary>
public sealed class UuidType : IType;

/// <summary>The scalar DateTime, RFC 3339 with an offset.</summary>
public sealed class DateTimeType : IType;

/// <summary>The scalar LocalDate.</summary>
public sealed class LocalDateType : IType;

/// <summary>A type that excludes null.</summary>
public sealed class NonNullType<T> : IType
    where T : IType;

/// <summary>A list of a type.</summary>
public sealed class ListType<T> : IType
    where T : IType;
