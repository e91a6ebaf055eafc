using HotChocolate.Execution;
using HotChocolate.Language;

namespace HotChocolate.Types;

/// <summary>The types by which a schema describes itself: specification, section 4.</summary>
internal sealed class IntrospectionTypes
{
    private readonly Scalars _scalars;
    private readonly ObjectType _schema = new("__Schema", typeof(Schema));
    private readonly ObjectType _type = new("__Type", typeof(GraphType));
    private readonly ObjectType _field = new("__Field", typeof(OutputField));
    private readonly ObjectType _input = new("__InputValue", typeof(InputField));
    private readonly ObjectType _enumValue = new("__EnumValue", typeof(EnumMember));
    private readonly ObjectType _directive = new("__Directive", typeof(DirectiveType));
    private readonly EnumType _kind = EnumOf<TypeKind>("__TypeKind");
    private readonly EnumType _location = EnumOf<DirectiveLocation>("__DirectiveLocation");

    public IntrospectionTypes(Scalars scalars)
    {
        _scalars = scalars;
        var text = NonNull(scalars.String);
        var typeNames = new InputField("name", text, null) { Binder = Required(scalars.String) };
        MetaFields = new MemberMap<OutputField>(
        [
            new OutputField("__schema", NonNull(_schema), new SyncResolver<Schema>((state, _, _) => state.Schema)),
            new OutputField("__type", _type, new SyncResolver<NamedType?>(
                (state, _, arguments) => state.Schema.Types.Find((string)arguments[0]!)))
            {
                Arguments = new MemberMap<InputField>([typeNames]),
            },
        ]);
        TypeNameField = new OutputField("__typename", text, new TypeNameResolver());
        Describe();
    }

    public IReadOnlyList<NamedType> Types =>
        [_schema, _type, _field, _input, _enumValue, _directive, _kind, _location];

    public MemberMap<OutputField> MetaFields { get; }

    public OutputField TypeNameField { get; }

    private void Describe()
    {
        var text = NonNull(_scalars.String);
        var flag = NonNull(_scalars.Boolean);
        var type = NonNull(_type);
        _schema.Fields = Fields(
            Of<Schema, string?>("description", _scalars.String, _ => null),
            Of<Schema, object>("types", ListOf(_type), schema => schema.Types),
            Of<Schema, object>("queryType", type, schema => schema.QueryType),
            Of<Schema, object?>("mutationType", _type, schema => schema.MutationType),
            Of<Schema, object?>("subscriptionType", _type, schema => schema.SubscriptionType),
            Of<Schema, object>("directives", ListOf(_directive), schema => schema.Directives));
        _type.Fields = Fields(
            Of<GraphType, TypeKind>("kind", NonNull(_kind), t => t.Kind),
            Of<GraphType, string?>("name", _scalars.String, t => (t as NamedType)?.Name),
            Of<GraphType, string?>("description", _scalars.String, t => (t as NamedType)?.Description),
            Of<GraphType, string?>("specifiedByURL", _scalars.String, t => (t as ScalarType)?.SpecifiedBy),
            Deprecatable<GraphType, OutputField>(
                "fields", new ListType(NonNull(_field)), t => (t as FieldsType)?.Fields, f => f.DeprecationReason),
            Of<GraphType, object?>("interfaces", new ListType(type), t => (t as FieldsType)?.Interfaces),
            new OutputField("possibleTypes", new ListType(type), new SyncResolver<object?>((state, parent, _) =>
                parent is NamedType { IsAbstract: true } named ? state.Schema.PossibleTypes(named) : null)),
            Deprecatable<GraphType, EnumMember>(
                "enumValues",
                new ListType(NonNull(_enumValue)),
                t => (t as EnumType)?.Members,
                m => m.DeprecationReason),
            Deprecatable<GraphType, InputField>(
                "inputFields",
                new ListType(NonNull(_input)),
                t => (t as InputObjectType)?.Fields,
                f => f.DeprecationReason),
            Of<GraphType, object?>("ofType", _type, t => (t as ListType)?.OfType ?? (t as NonNullType)?.OfType),
            Of<GraphType, bool?>("isOneOf", _scalars.Boolean, t => (t as InputObjectType)?.IsOneOf));
        _field.Fields = Fields(
            Of<OutputField, string>("name", text, f => f.Name),
            Of<OutputField, string?>("description", _scalars.String, f => f.Description),
            Deprecatable<OutputField, InputField>("args", ListOf(_input), f => f.Arguments, a => a.DeprecationReason),
            Of<OutputField, object>("type", type, f => f.Type),
            Of<OutputField, bool>("isDeprecated", flag, f => f.DeprecationReason is not null),
            Of<OutputField, string?>("deprecationReason", _scalars.String, f => f.DeprecationReason));
        _input.Fields = Fields(
            Of<InputField, string>("name", text, f => f.Name),
            Of<InputField, string?>("description", _scalars.String, f => f.Description),
            Of<InputField, object>("type", type, f => f.Type),
            Of<InputField, string?>("defaultValue", _scalars.String, f => f.DefaultValue?.ToString()),
            Of<InputField, bool>("isDeprecated", flag, f => f.DeprecationReason is not null),
            Of<InputField, string?>("deprecationReason", _scalars.String, f => f.DeprecationReason));
        _enumValue.Fields = Fields(
            Of<EnumMember, string>("name", text, m => m.Name),
            Of<EnumMember, string?>("description", _scalars.String, m => m.Description),
            Of<EnumMember, bool>("isDeprecated", flag, m => m.DeprecationReason is not null),
            Of<EnumMember, string?>("deprecationReason", _scalars.String, m => m.DeprecationReason));
        _directive.Fields = Fields(
            Of<DirectiveType, string>("name", text, d => d.Name),
            Of<DirectiveType, string?>("description", _scalars.String, d => d.Description),
            Of<DirectiveType, bool>("isRepeatable", flag, d => d.IsRepeatable),
            Of<DirectiveType, object>("locations", ListOf(_location), d => d.Locations),
            Deprecatable<DirectiveType, InputField>(
                "args", ListOf(_input), d => d.Arguments, a => a.DeprecationReason));
    }

    private static OutputField Of<TParent, T>(string name, GraphType type, Func<TParent, T> get)
        where TParent : class
    {
        var leafType = type.Nullable is ListType ? type.Named as EnumType is null ? null : typeof(DirectiveLocation)
            : typeof(T);
        var leaf = type.Named.IsLeaf && leafType is not null ? LeafOutputs.For(type.Named, leafType) : null;

        return new OutputField(
            name, type, new SyncResolver<T>((_, parent, _) => get((TParent)parent!)) { Leaf = leaf });
    }

    private OutputField Deprecatable<TParent, T>(
        string name,
        GraphType type,
        Func<TParent, IEnumerable<T>?> get,
        Func<T, string?> deprecation)
        where TParent : class
    {
        var include = new InputField(
            "includeDeprecated", NonNull(_scalars.Boolean), new BooleanValueNode(0, 0, value: false))
        {
            Binder = Required(_scalars.Boolean),
        };
        var resolver = new SyncResolver<IEnumerable<T>?>((_, parent, arguments) => arguments[0] is true
            ? get((TParent)parent!)
            : get((TParent)parent!)?.Where(member => deprecation(member) is null));

        return new OutputField(name, type, resolver) { Arguments = new MemberMap<InputField>([include]) };
    }

    private static NonNullBinder Required(ScalarType type) => new(new ScalarBinder(type, null), $"{type}!");

    private static NonNullType NonNull(GraphType type) => new(type);

    private static NonNullType ListOf(GraphType type) => new(new ListType(new NonNullType(type)));

    private static MemberMap<OutputField> Fields(params OutputField[] fields) => new(fields);

    private static EnumType EnumOf<T>(string name)
        where T : struct, Enum => new(name, typeof(T)) { Members = TypeRegistry.EnumMembers(typeof(T)) };
}
