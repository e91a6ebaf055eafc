using System.Reflection;
using HotChocolate.CostAnalysis;
using HotChocolate.Execution;

namespace HotChocolate.Types;

/// <summary>Builds the fields of object types and interfaces from the members of CLR types.</summary>
internal sealed class OutputBuilder(
    TypeRegistry registry,
    InputBuilder inputs,
    ResolverCompiler compiler,
    GuardFactory guards,
    double? resolverCost)
{
    private const BindingFlags Members = BindingFlags.Public | BindingFlags.Instance;

    private readonly NullabilityInfoContext _nullability = new();
    private readonly SubscribeCompiler _subscriptions = new(compiler);

    /// <summary>The fields that a class gives to a type, which it is itself, or a root type or an extension.</summary>
    public IEnumerable<OutputField> Fields(Type declaring, bool byResolverInstance)
    {
        var isExtension = declaring.IsDefined(typeof(ExtendObjectTypeAttribute), inherit: false);
        var flags = isExtension ? Members | BindingFlags.Static : Members;
        foreach (var member in declaring.GetMembers(flags).OrderBy(member => member.MetadataToken))
        {
            if (IsField(member))
            {
                yield return Field(member, declaring, byResolverInstance);
            }
        }
    }

    /// <summary>The fields that a CLR interface and those that it extends give to a GraphQL interface.</summary>
    public IEnumerable<OutputField> InterfaceFields(Type type) =>
        type.GetInterfaces().Prepend(type)
            .SelectMany(contract => contract.GetMembers(Members).OrderBy(member => member.MetadataToken))
            .Where(IsField)
            .Select(InterfaceField)
            .DistinctBy(field => field.Name);

    private static bool IsField(MemberInfo member) =>
        !Naming.IsIgnored(member) && member.DeclaringType != typeof(object) && member switch
        {
            PropertyInfo property => property.GetMethod is { IsPublic: true }
                && property.GetIndexParameters().Length == 0,
            MethodInfo method => !method.IsSpecialName && !method.IsGenericMethod
                && method.GetBaseDefinition().DeclaringType != typeof(object)
                && method.Name is not ("Deconstruct" or "<Clone>$")
                && !SubscribeCompiler.IsSource(method)
                && !(method.Name == nameof(Equals) && method.ReturnType == typeof(bool)),
            _ => false,
        };

    private OutputField InterfaceField(MemberInfo member)
    {
        var (clrType, nullability) = Result(member);
        var parameters = (member as MethodInfo)?.GetParameters() ?? [];

        return new OutputField(
            Naming.Field(member), registry.TypeOf(member, clrType, nullability, input: false), resolver: null)
        {
            Description = Naming.Description(member),
            DeprecationReason = Naming.Deprecation(member),
            Arguments = new MemberMap<InputField>(parameters.Where(compiler.IsArgument).Select(inputs.BuildArgument)),
        };
    }

    private (Type Type, NullabilityInfo? Nullability) Result(MemberInfo member) => member is PropertyInfo property
        ? ClrTypes.UnwrapTask(property.PropertyType, _nullability.Create(property))
        : ClrTypes.UnwrapTask(
            ((MethodInfo)member).ReturnType, _nullability.Create(((MethodInfo)member).ReturnParameter));

    private OutputField Field(MemberInfo member, Type declaring, bool byResolverInstance)
    {
        try
        {
            var (clrType, nullability) = Result(member);
            var type = registry.TypeOf(member, clrType, nullability, input: false);
            var leaf = type.Named.IsLeaf ? LeafOf(type, clrType) : null;
            var arguments = new List<InputField>();
            var indexes = new Dictionary<string, int>(StringComparer.Ordinal);
            var resolver = compiler.Compile(member, declaring, byResolverInstance, leaf, parameter =>
            {
                indexes.Add(parameter.Name!, arguments.Count);
                arguments.Add(inputs.BuildArgument(parameter));

                return arguments.Count - 1;
            });
            var guard = guards(member, ClrTypes.Innermost(clrType), byResolverInstance);
            var source = _subscriptions.Compile(member, declaring, indexes, guard);
            var isResolved = resolver.IsAsync || guard is not null || source is not null;

            return new OutputField(
                Naming.Field(member),
                type,
                guard is null ? resolver : new GuardedResolver(resolver, guard) { Leaf = leaf })
            {
                Description = Naming.Description(member),
                DeprecationReason = Naming.Deprecation(member),
                Arguments = new MemberMap<InputField>(arguments),
                Cost = FieldCost.Of(member, arguments, otherwise: isResolved ? resolverCost : null),
                Subscribe = source,
            };
        }
        catch (SchemaException error)
        {
            throw new SchemaException($"{declaring.Name}.{member.Name}: {error.Message}");
        }
    }

    private static LeafOutput LeafOf(GraphType type, Type clrType)
    {
        var depth = 0;
        for (var inner = type.Nullable; inner is ListType list; inner = list.OfType.Nullable)
        {
            depth++;
        }

        for (; depth > 0; depth--)
        {
            clrType = ClrTypes.ElementType(clrType) ?? throw new SchemaException($"{clrType} is not a {type}.");
        }

        return LeafOutputs.For(type.Named, clrType);
    }
}
