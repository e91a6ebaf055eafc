using System.Collections.Concurrent;
using HotChocolate.Language;
using HotChocolate.Types;

namespace HotChocolate;

/// <summary>A schema; its ToString is the schema definition language.</summary>
public interface ISchemaDefinition
{
    /// <summary>The name that the schema was registered under.</summary>
    string Name { get; }
}

/// <summary>The type system that requests are validated against and executed on; immutable once built.</summary>
internal sealed class Schema : ISchemaDefinition
{
    private readonly Dictionary<NamedType, ObjectType[]> _possibleTypes = [];
    private readonly ConcurrentDictionary<Type, ObjectType?> _objectTypes = new();

    public required string Name { get; init; }

    public required ObjectType QueryType { get; init; }

    public ObjectType? MutationType { get; init; }

    public ObjectType? SubscriptionType { get; init; }

    /// <summary>All named types, those of the introspection included.</summary>
    public required MemberMap<NamedType> Types { get; init; }

    public required MemberMap<DirectiveType> Directives { get; init; }

    /// <summary>The fields <c>__schema</c> and <c>__type</c> of the query type.</summary>
    public required MemberMap<OutputField> MetaFields { get; init; }

    /// <summary>The field <c>__typename</c> of every composite type.</summary>
    public required OutputField TypeNameField { get; init; }

    public ObjectType? RootType(OperationType operation) => operation switch
    {
        OperationType.Query => QueryType,
        OperationType.Mutation => MutationType,
        _ => SubscriptionType,
    };

    /// <summary>The field of a composite type, meta fields included.</summary>
    public OutputField? FindField(NamedType parent, string name) =>
        name == TypeNameField.Name && parent.IsComposite ? TypeNameField
        : ReferenceEquals(parent, QueryType) && MetaFields.TryGet(name, out var meta) ? meta
        : (parent as FieldsType)?.Fields.Find(name);

    /// <summary>The object types that a value of the composite type can have.</summary>
    public IReadOnlyList<ObjectType> PossibleTypes(NamedType type)
    {
        if (type is ObjectType only)
        {
            return [only];
        }

        lock (_possibleTypes)
        {
            if (!_possibleTypes.TryGetValue(type, out var types))
            {
                types = type is UnionType union
                    ? [.. union.Members]
                    : [.. Types.OfType<ObjectType>().Where(t => t.Interfaces.Any(i => ReferenceEquals(i, type)))];
                _possibleTypes.Add(type, types);
            }

            return types;
        }
    }

    /// <summary>The object type of a CLR value, or null when it has none.</summary>
    public ObjectType? ObjectTypeOf(object value) => _objectTypes.GetOrAdd(
        value.GetType(),
        clrType => Types.OfType<ObjectType>().FirstOrDefault(type => type.RuntimeType == clrType)
            ?? Types.OfType<ObjectType>().FirstOrDefault(type => type.RuntimeType.IsAssignableFrom(clrType)));

    /// <summary>Whether some object type is possible for both: specification, section 5.5.2.3.</summary>
    public bool Overlap(NamedType left, NamedType right) =>
        ReferenceEquals(left, right) || PossibleTypes(left).Intersect(PossibleTypes(right)).Any();

    /// <summary>The type that a reference in a document names, or null when the schema lacks it.</summary>
    public GraphType? Resolve(TypeNode node) => node switch
    {
        NamedTypeNode named => Types.Find(named.Name.Value),
        ListTypeNode list => Resolve(list.Type) is { } item ? new ListType(item) : null,
        NonNullTypeNode nonNull => Resolve(nonNull.Type) is { } inner ? new NonNullType(inner) : null,
        _ => null,
    };

    public override string ToString() => SchemaPrinter.Print(this);
}
