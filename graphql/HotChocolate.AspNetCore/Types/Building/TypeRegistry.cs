using System.Reflection;
using HotChocolate.CostAnalysis;

namespace HotChocolate.Types;

/// <summary>Finds or creates the GraphQL type of a CLR type while a schema is built.</summary>
internal sealed class TypeRegistry(Scalars scalars)
{
    private readonly Dictionary<(Type Type, bool Input), NamedType> _types = [];
    private readonly Queue<(Type Type, NamedType Named)> _incomplete = new();

    public IEnumerable<NamedType> Types => _types.Values.Distinct();

    public Scalars Scalars { get; } = scalars;

    /// <summary>The next type whose members have not been read.</summary>
    public bool TryTakeIncomplete(out (Type Type, NamedType Named) next) => _incomplete.TryDequeue(out next);

    public void Add(Type clrType, NamedType type, bool input = false)
    {
        _types.Add((clrType, input), type);
        _incomplete.Enqueue((clrType, type));
    }

    /// <summary>The type of a member: its attribute's, or that of its CLR type and nullability.</summary>
    public GraphType TypeOf(ICustomAttributeProvider member, Type type, NullabilityInfo? nullability, bool input)
    {
        if (Naming.Attribute<GraphQLTypeAttribute>(member) is { } stated)
        {
            return TypeOfMarker(stated.Type, input);
        }

        var read = TypeOf(type, nullability, input);

        return Naming.Attribute<GraphQLNonNullTypeAttribute>(member) is null ? read : new NonNullType(read.Nullable);
    }

    public NamedType Named(Type type, bool input)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (Scalars.FindByRuntimeType(type) is { } scalar)
        {
            _types.TryAdd((type, false), scalar);

            return scalar;
        }

        var isInput = input && !type.IsEnum;
        if (!_types.TryGetValue((type, isInput), out var named))
        {
            named = Create(type, input);
            named.Cost = named is ObjectType or EnumType ? FieldCost.WeightOf(type) : null;
            Add(type, named, isInput);
        }

        return named;
    }

    /// <summary>The interfaces that a CLR type implements or extends.</summary>
    public IEnumerable<InterfaceType> Implemented(Type type) =>
        _types.Values.OfType<InterfaceType>()
            .Where(contract => contract.RuntimeType != type && contract.RuntimeType.IsAssignableFrom(type));

    /// <summary>The registered object types that derive from a union's CLR type.</summary>
    public IEnumerable<ObjectType> MembersOf(UnionType union)
    {
        var marker = _types.First(pair => ReferenceEquals(pair.Value, union)).Key.Type;

        return Types.OfType<ObjectType>().Where(type => marker.IsAssignableFrom(type.RuntimeType));
    }

    private static NamedType Create(Type type, bool input)
    {
        if (type == typeof(object) || type.IsPrimitive || type.IsGenericType || type.IsPointer || type.IsByRefLike)
        {
            throw new SchemaException($"{type} has no GraphQL type.");
        }

        var description = Naming.Description(type);

        return type.IsEnum
            ? new EnumType(Naming.OutputType(type), type) { Description = description, Members = EnumMembers(type) }
            : input
            ? new InputObjectType(Naming.InputType(type), type)
            {
                Description = description,
                IsOneOf = Naming.Attribute<OneOfAttribute>(type) is not null,
            }
            : type.GetCustomAttribute<InterfaceTypeAttribute>(inherit: false) is { } contract
            ? new InterfaceType(contract.Name ?? Naming.OutputType(type), type) { Description = description }
            : type.GetCustomAttribute<UnionTypeAttribute>(inherit: false) is { } union
            ? new UnionType(union.Name ?? Naming.OutputType(type)) { Description = description }
            : new ObjectType(Naming.OutputType(type), type) { Description = description };
    }

    public static MemberMap<EnumMember> EnumMembers(Type type) => new(
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => !Naming.IsIgnored(field)).Select(
            field => new EnumMember(Naming.EnumMember(field), field.GetValue(null)!)
            {
                Description = Naming.Description(field),
                DeprecationReason = Naming.Deprecation(field),
            }));

    private GraphType TypeOf(Type type, NullabilityInfo? nullability, bool input)
    {
        GraphType read = ClrTypes.ElementType(type) is { } element
            ? new ListType(TypeOf(element, ClrTypes.ElementNullability(nullability), input))
            : Named(type, input);

        return ClrTypes.IsNonNull(type, nullability) ? new NonNullType(read) : read;
    }

    private GraphType TypeOfMarker(Type marker, bool input)
    {
        if (Scalars.FindByMarker(marker) is { } scalar)
        {
            _types.TryAdd((marker, false), scalar);

            return scalar;
        }

        var definition = marker.IsGenericType ? marker.GetGenericTypeDefinition() : null;

        return definition == typeof(NonNullType<>)
            ? new NonNullType(TypeOfMarker(marker.GetGenericArguments()[0], input))
            : definition == typeof(ListType<>) ? new ListType(TypeOfMarker(marker.GetGenericArguments()[0], input))
            : TypeOf(marker, null, input);
    }
}
