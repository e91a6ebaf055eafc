using System.Reflection;
using HotChocolate.Execution;
using Microsoft.Extensions.DependencyInjection;

namespace HotChocolate.Types;

/// <summary>Builds a schema once from CLR types.</summary>
internal sealed class SchemaBuilder
{
    // Stand for the CLR types of root types that consist of extensions only.
    private static readonly Dictionary<string, Type> EmptyRoots = new(StringComparer.Ordinal)
    {
        [OperationTypeNames.Query] = typeof(QueryRoot),
        [OperationTypeNames.Mutation] = typeof(MutationRoot),
        [OperationTypeNames.Subscription] = typeof(SubscriptionRoot),
    };

    private readonly SchemaSetup _setup;
    private readonly GuardFinder _guards;
    private readonly TypeRegistry _registry;
    private readonly InputBuilder _inputs;
    private readonly OutputBuilder _outputs;
    private readonly HashSet<Type> _applied = [];
    private readonly Dictionary<string, ObjectType> _roots = new(StringComparer.Ordinal);

    private SchemaBuilder(SchemaSetup setup, IServiceProviderIsService services)
    {
        var scalars = new Scalars();
        setup.Bindings.ForEach(binding => scalars.Bind(binding.RuntimeType, binding.Marker));
        _setup = setup;
        _guards = new GuardFinder(setup.Guards);
        _registry = new TypeRegistry(scalars);
        _inputs = new InputBuilder(_registry);
        _outputs = new OutputBuilder(
            _registry,
            _inputs,
            new ResolverCompiler(services),
            _guards.Find,
            setup.AnalyzesCost ? setup.CostOptions.DefaultResolverCost : null);
    }

    /// <exception cref="SchemaException">The types do not make a schema; the message names the member.</exception>
    public static Schema Build(string name, SchemaSetup setup, IServiceProviderIsService services) =>
        new SchemaBuilder(setup, services).Build(name);

    private Schema Build(string name)
    {
        foreach (var (operation, root) in _setup.Roots)
        {
            var runtimeType = root.Type ?? EmptyRoots[operation];
            _roots[operation] = new ObjectType(root.Name, runtimeType) { Description = root.Description };
            _registry.Add(runtimeType, _roots[operation]);
        }

        _setup.Types.ForEach(type => _registry.Named(type, input: false));
        _setup.Extensions.ForEach(Target);
        while (_registry.TryTakeIncomplete(out var next))
        {
            Complete(next.Named, next.Type);
        }

        foreach (var type in _registry.Types)
        {
            Relate(type);
        }

        foreach (var extension in _setup.Extensions.Where(extension => !_applied.Contains(extension)))
        {
            throw new SchemaException($"{extension} extends a type that the schema lacks.");
        }

        return Assemble(name);
    }

    private Schema Assemble(string name)
    {
        var introspection = new IntrospectionTypes(_registry.Scalars);
        List<NamedType> types =
        [
            .. _registry.Types, _registry.Scalars.String, _registry.Scalars.Boolean, .. introspection.Types,
        ];
        List<DirectiveType> directives =
        [
            .. CostDirectives.UsedBy(types, _registry.Scalars), .. BuiltInDirectives.Create(_registry.Scalars),
        ];
        types.AddRange(directives.SelectMany(directive => directive.Arguments).Select(argument => argument.Type.Named));

        return new Schema
        {
            Name = name,
            QueryType = _roots.GetValueOrDefault(OperationTypeNames.Query)
                ?? throw new SchemaException("The schema has no query type."),
            MutationType = _roots.GetValueOrDefault(OperationTypeNames.Mutation),
            SubscriptionType = _roots.GetValueOrDefault(OperationTypeNames.Subscription),
            Types = new MemberMap<NamedType>(types.Distinct().OrderBy(t => t.Name, StringComparer.Ordinal)),
            Directives = new MemberMap<DirectiveType>(directives),
            MetaFields = introspection.MetaFields,
            TypeNameField = introspection.TypeNameField,
        };
    }

    // The extended type must exist even when nothing else refers to it.
    private void Target(Type extension)
    {
        var target = extension.GetCustomAttribute<ExtendObjectTypeAttribute>()
            ?? throw new SchemaException($"{extension} has no ExtendObjectType attribute.");
        if (target.ExtendsType is { } type && type.GetCustomAttribute<InterfaceTypeAttribute>(inherit: false) is null)
        {
            _registry.Named(type, input: false);
        }
    }

    private void Complete(NamedType named, Type type)
    {
        switch (named)
        {
            case InputObjectType input:
                _inputs.Complete(input);
                break;
            case InterfaceType contract:
                contract.Fields = new MemberMap<OutputField>(_outputs.InterfaceFields(type));
                break;
            case ObjectType target:
                CompleteObject(target);
                break;
        }
    }

    private void CompleteObject(ObjectType type)
    {
        var fields = new OrderedDictionary<string, OutputField>(StringComparer.Ordinal);
        if (!EmptyRoots.ContainsValue(type.RuntimeType))
        {
            AddTo(fields, _outputs.Fields(type.RuntimeType, _roots.ContainsValue(type)));
        }

        foreach (var extension in _setup.Extensions)
        {
            var target = extension.GetCustomAttribute<ExtendObjectTypeAttribute>()!;
            if (target.Name == type.Name || target.ExtendsType?.IsAssignableFrom(type.RuntimeType) == true)
            {
                foreach (var ignored in target.IgnoreProperties ?? [])
                {
                    var member = type.RuntimeType.GetProperty(ignored)
                        ?? throw new SchemaException($"{extension}: {type.RuntimeType} has no property {ignored}.");
                    fields.Remove(Naming.Field(member));
                }

                _applied.Add(extension);
                AddTo(fields, _outputs.Fields(extension, byResolverInstance: true));
            }
        }

        CheckSubscriptions(type, fields.Values);
        type.Fields = fields.Count > 0
            ? new MemberMap<OutputField>(fields.Values)
            : throw new SchemaException($"The object type {type} has no fields.");
    }

    private void CheckSubscriptions(ObjectType type, IEnumerable<OutputField> fields)
    {
        var subscribes = ReferenceEquals(type, _roots.GetValueOrDefault(OperationTypeNames.Subscription));
        if (fields.FirstOrDefault(field => field.Subscribe is not null != subscribes) is { } wrong)
        {
            throw new SchemaException(
                $"{type}.{wrong.Name}: fields of the subscription type, and no others, need the attribute Subscribe.");
        }
    }

    private static void AddTo(OrderedDictionary<string, OutputField> fields, IEnumerable<OutputField> added)
    {
        foreach (var field in added)
        {
            fields[field.Name] = field;
        }
    }

    private void Relate(NamedType type)
    {
        if (type is FieldsType target)
        {
            target.Interfaces = new MemberMap<InterfaceType>(_registry.Implemented(target.RuntimeType));
        }
        else if (type is UnionType union)
        {
            union.Members = new MemberMap<ObjectType>(_registry.MembersOf(union));
        }

        GuardFinder.CheckAbstract(type);
    }

    private abstract class QueryRoot;

    private abstract class MutationRoot;

    private abstract class SubscriptionRoot;
}
