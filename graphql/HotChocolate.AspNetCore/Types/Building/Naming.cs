using System.Reflection;
using System.Text;

namespace HotChocolate.Types;

/// <summary>The naming conventions: camelCase members, Get and Async stripped, ENUM_VALUES, Input suffix.</summary>
internal static class Naming
{
    public static string Field(MemberInfo member)
    {
        if (Explicit(member) is { } name)
        {
            return name;
        }

        name = member.Name;
        if (member is MethodInfo)
        {
            name = name.Length > 3 && name.StartsWith("Get", StringComparison.Ordinal) && char.IsUpper(name[3])
                ? name[3..]
                : name;
            name = name.Length > 5 && name.EndsWith("Async", StringComparison.Ordinal) ? name[..^5] : name;
        }

        return CamelCase(name);
    }

    public static string Argument(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<GraphQLNameAttribute>()?.Name ?? CamelCase(parameter.Name!);

    public static string OutputType(Type type) => Explicit(type) ?? type.Name;

    public static string InputType(Type type) => Explicit(type)
        ?? (type.Name.EndsWith("Input", StringComparison.Ordinal) ? type.Name : $"{type.Name}Input");

    public static string EnumMember(FieldInfo field) => Explicit(field) ?? EnumMember(field.Name);

    public static string EnumMember(string member)
    {
        var name = new StringBuilder();
        for (var i = 0; i < member.Length; i++)
        {
            var startsWord = i > 0 && char.IsUpper(member[i])
                && (char.IsLower(member[i - 1]) || (i + 1 < member.Length && char.IsLower(member[i + 1])));
            name.Append(startsWord && name[^1] != '_' ? "_" : "").Append(char.ToUpperInvariant(member[i]));
        }

        return name.ToString();
    }

    public static string? Description(ICustomAttributeProvider member) =>
        Attribute<GraphQLDescriptionAttribute>(member)?.Description;

    public static string? Deprecation(ICustomAttributeProvider member) =>
        Attribute<GraphQLDeprecatedAttribute>(member)?.DeprecationReason
        ?? (Attribute<ObsoleteAttribute>(member) is { } obsolete ? obsolete.Message ?? "No longer supported" : null);

    public static bool IsIgnored(ICustomAttributeProvider member) =>
        Attribute<GraphQLIgnoreAttribute>(member) is not null;

    public static TAttribute? Attribute<TAttribute>(ICustomAttributeProvider member)
        where TAttribute : Attribute =>
        member.GetCustomAttributes(typeof(TAttribute), inherit: true).OfType<TAttribute>().FirstOrDefault();

    private static string? Explicit(MemberInfo member) => member.GetCustomAttribute<GraphQLNameAttribute>()?.Name;

    private static string CamelCase(string name)
    {
        var upper = 0;
        while (upper < name.Length && char.IsUpper(name[upper]))
        {
            upper++;
        }

        var lowered = upper == name.Length ? upper : Math.Max(1, upper - 1);

        return upper == 0 ? name : name[..lowered].ToLowerInvariant() + name[lowered..];
    }
}
