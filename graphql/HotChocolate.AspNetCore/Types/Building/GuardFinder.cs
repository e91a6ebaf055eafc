using System.Reflection;
using HotChocolate.Execution;
using Microsoft.AspNetCore.Authorization;

namespace HotChocolate.Types;

/// <summary>Finds the guards of fields; what it cannot guard does not become a schema.</summary>
internal sealed class GuardFinder(IReadOnlyList<GuardFactory> factories)
{
    public IFieldGuard? Find(MemberInfo member, Type valueType, bool ofRoot)
    {
        var attributes = member.GetCustomAttributes().Concat(member.DeclaringType!.GetCustomAttributes()).ToList();
        if (attributes.Exists(attribute => attribute is IAuthorizeData))
        {
            throw new SchemaException("The attribute Authorize of ASP.NET Core does not guard GraphQL fields.");
        }

        if (factories.Count == 0
            && (attributes.Exists(attribute => attribute is IGuardAttribute) || IsGuarded(valueType)))
        {
            throw new SchemaException("The field is guarded, but AddAuthorization was not called.");
        }

        return factories.Select(factory => factory(member, valueType, ofRoot))
            .FirstOrDefault(guard => guard is not null);
    }

    /// <summary>A field of an abstract type does not know which rules its values bring along.</summary>
    /// <exception cref="SchemaException">The type is guarded and reached through an interface or union.</exception>
    public static void CheckAbstract(NamedType type)
    {
        if (type is ObjectType { Interfaces.Count: > 0 } target && IsGuarded(target.RuntimeType))
        {
            throw new SchemaException($"The type {type} is guarded, so it cannot implement {target.Interfaces[0]}.");
        }

        if (type is UnionType union && union.Members.FirstOrDefault(m => IsGuarded(m.RuntimeType)) is { } member)
        {
            throw new SchemaException($"The type {member} is guarded, so it cannot be a member of {type}.");
        }
    }

    private static bool IsGuarded(Type type) =>
        type.GetCustomAttributes().Any(attribute => attribute is IGuardAttribute);
}
