using System.Reflection;

namespace HotChocolate.Types;

/// <summary>Reads tasks, lists and nullability off CLR types.</summary>
internal static class ClrTypes
{
    /// <summary>The type that a task yields, or the type itself.</summary>
    public static (Type Type, NullabilityInfo? Nullability) UnwrapTask(Type type, NullabilityInfo? nullability) =>
        IsTask(type) ? (type.GetGenericArguments()[0], nullability?.GenericTypeArguments[0]) : (type, nullability);

    public static bool IsTask(Type type) => type.IsGenericType
        && (type.GetGenericTypeDefinition() == typeof(Task<>)
            || type.GetGenericTypeDefinition() == typeof(ValueTask<>));

    /// <summary>The type of a list's items, or null when the type is not a list.</summary>
    public static Type? ElementType(Type type) =>
        type == typeof(string) ? null
        : type.IsArray ? type.GetElementType()
        : type.GetInterfaces().Append(type).FirstOrDefault(
            i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];

    public static NullabilityInfo? ElementNullability(NullabilityInfo? list) =>
        list?.ElementType ?? list?.GenericTypeArguments.FirstOrDefault();

    /// <summary>The type of the innermost items.</summary>
    public static Type Innermost(Type type)
    {
        while (ElementType(type) is { } element)
        {
            type = element;
        }

        return type;
    }

    public static bool IsNonNull(Type type, NullabilityInfo? nullability) => type.IsValueType
        ? Nullable.GetUnderlyingType(type) is null
        : nullability?.ReadState == NullabilityState.NotNull;
}
