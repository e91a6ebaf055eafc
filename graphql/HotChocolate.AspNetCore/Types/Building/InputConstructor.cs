using System.Linq.Expressions;
using System.Reflection;

namespace HotChocolate.Types;

/// <summary>Compiles how an input object is made: by its constructor, then by the properties that it leaves.</summary>
internal static class InputConstructor
{
    public static ConstructorInfo? Choose(Type type)
    {
        var names = type.GetProperties().Select(p => p.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);

        return type.GetConstructors()
            .Where(c => c.GetParameters().All(p => names.Contains(p.Name!)))
            .MaxBy(c => c.GetParameters().Length)
            ?? (type.IsValueType ? null : throw new SchemaException($"{type} has no constructor of its properties."));
    }

    public static ParameterInfo? ParameterFor(ConstructorInfo? constructor, PropertyInfo property) =>
        constructor?.GetParameters().FirstOrDefault(
            p => string.Equals(p.Name, property.Name, StringComparison.OrdinalIgnoreCase));

    public static Func<object?[], bool[], object> Compile(
        Type type,
        ConstructorInfo? constructor,
        IReadOnlyList<PropertyInfo> properties)
    {
        var values = Expression.Parameter(typeof(object?[]));
        var present = Expression.Parameter(typeof(bool[]));
        var made = Expression.Variable(type);
        var arguments = (constructor?.GetParameters() ?? []).Select(
            parameter => Read(values, IndexOf(properties, parameter), parameter.ParameterType));
        var body = new List<Expression>
        {
            Expression.Assign(
                made,
                constructor is null ? Expression.New(type) : Expression.New(constructor, arguments)),
        };
        for (var i = 0; i < properties.Count; i++)
        {
            if (ParameterFor(constructor, properties[i]) is null)
            {
                body.Add(Expression.IfThen(
                    Expression.ArrayIndex(present, Expression.Constant(i)),
                    Expression.Assign(
                        Expression.Property(made, properties[i]),
                        Read(values, i, properties[i].PropertyType))));
            }
        }

        body.Add(Expression.Convert(made, typeof(object)));

        return Expression.Lambda<Func<object?[], bool[], object>>(
            Expression.Block([made], body), values, present).Compile();
    }

    private static int IndexOf(IReadOnlyList<PropertyInfo> properties, ParameterInfo parameter)
    {
        for (var i = 0; i < properties.Count; i++)
        {
            if (string.Equals(properties[i].Name, parameter.Name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        throw new SchemaException($"The constructor's parameter {parameter.Name} has no property.");
    }

    private static UnaryExpression Read(ParameterExpression values, int index, Type type) =>
        Expression.Convert(Expression.ArrayIndex(values, Expression.Constant(index)), type);
}
