using System.Collections;
using System.Reflection;
using HotChocolate.CostAnalysis;
using HotChocolate.Execution;
using HotChocolate.Language;

namespace HotChocolate.Types;

/// <summary>Builds arguments and input objects, and what turns their literals into CLR values.</summary>
internal sealed class InputBuilder(TypeRegistry registry)
{
    private readonly NullabilityInfoContext _nullability = new();
    private readonly Dictionary<InputObjectType, InputObjectBinder> _objects = [];

    public InputField BuildArgument(ParameterInfo parameter)
    {
        var type = registry.TypeOf(
            parameter, parameter.ParameterType, _nullability.Create(parameter), input: true);

        return new InputField(Naming.Argument(parameter), type, DefaultOf(type, parameter))
        {
            Description = Naming.Description(parameter),
            DeprecationReason = Naming.Deprecation(parameter),
            Cost = FieldCost.WeightOf(parameter),
            Binder = BinderOf(type, parameter.ParameterType),
        };
    }

    public void Complete(InputObjectType type)
    {
        var constructor = InputConstructor.Choose(type.RuntimeType);
        var fields = new List<InputField>();
        var properties = new List<PropertyInfo>();
        foreach (var property in type.RuntimeType.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var parameter = InputConstructor.ParameterFor(constructor, property);
            if (Naming.IsIgnored(property) || (parameter is null && property.SetMethod is not { IsPublic: true }))
            {
                continue;
            }

            properties.Add(property);
            var fieldType = registry.TypeOf(
                property, property.PropertyType, _nullability.Create(property), input: true);
            fields.Add(new InputField(Naming.Field(property), fieldType, DefaultOf(fieldType, property, parameter))
            {
                Description = Naming.Description(property),
                DeprecationReason = Naming.Deprecation(property),
                Cost = FieldCost.WeightOf(property),
                Binder = BinderOf(fieldType, property.PropertyType),
            });
        }

        type.Fields = new MemberMap<InputField>(fields);
        ObjectBinder(type).Create = InputConstructor.Compile(type.RuntimeType, constructor, properties);
    }

    private InputObjectBinder ObjectBinder(InputObjectType type)
    {
        if (!_objects.TryGetValue(type, out var binder))
        {
            binder = new InputObjectBinder(type)
            {
                Create = (_, _) => throw new SchemaException($"{type} is incomplete."),
            };
            _objects.Add(type, binder);
        }

        return binder;
    }

    private InputBinder BinderOf(GraphType type, Type clrType) => type switch
    {
        NonNullType nonNull => new NonNullBinder(BinderOf(nonNull.OfType, clrType), type.ToString()!),
        ListType list => ListBinderOf(list, clrType),
        ScalarType scalar => new ScalarBinder(scalar, ScalarConversions.Find(scalar.RuntimeType, clrType)),
        EnumType members => new EnumBinder(members),
        InputObjectType input => ObjectBinder(input),
        _ => throw new SchemaException($"{type} is not an input type."),
    };

    private ListBinder ListBinderOf(ListType list, Type clrType)
    {
        var element = ClrTypes.ElementType(clrType)
            ?? throw new SchemaException($"{clrType} cannot take the list {list}.");
        var item = BinderOf(list.OfType, element);
        var growing = typeof(List<>).MakeGenericType(element);

        return clrType.IsAssignableFrom(element.MakeArrayType())
            ? new ListBinder(item, n => Array.CreateInstance(element, n), static (all, i, value) => all[i] = value)
            : clrType.IsAssignableFrom(growing)
            ? new ListBinder(
                item, _ => (IList)Activator.CreateInstance(growing)!, static (all, _, value) => all.Add(value))
            : throw new SchemaException(
                $"{clrType} cannot be made from a list; take an array, a List or an interface.");
    }

    private static ValueNode? DefaultOf(
        GraphType type,
        ICustomAttributeProvider member,
        ParameterInfo? parameter = null)
    {
        if (Naming.Attribute<DefaultValueAttribute>(member) is { } stated)
        {
            return LiteralWriter.Write(type, stated.Value);
        }

        parameter ??= member as ParameterInfo;

        return parameter is { HasDefaultValue: true, DefaultValue: { } value }
            ? LiteralWriter.Write(type, value)
            : null;
    }
}
