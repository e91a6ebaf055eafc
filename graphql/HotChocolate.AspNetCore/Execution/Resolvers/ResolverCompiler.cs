using System.Linq.Expressions;
using System.Reflection;
using System.Security.Claims;
using GreenDonut;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HotChocolate.Execution;

/// <summary>Compiles members of CLR types to resolvers, so that requests need no reflection.</summary>
internal sealed class ResolverCompiler(IServiceProviderIsService services)
{
    private static readonly ParameterExpression State = Expression.Parameter(typeof(OperationState));
    private static readonly ParameterExpression Parent = Expression.Parameter(typeof(object));
    private static readonly ParameterExpression Arguments = Expression.Parameter(typeof(object?[]));

    /// <param name="member">A property or method.</param>
    /// <param name="declaring">The class that was registered.</param>
    /// <param name="byResolverInstance">Whether the member belongs to a class of resolvers, not to the parent.</param>
    /// <param name="leaf">How the value is written, if it is a leaf.</param>
    /// <param name="addArgument">Makes a parameter an argument of the field and yields its index.</param>
    public FieldResolver Compile(
        MemberInfo member,
        Type declaring,
        bool byResolverInstance,
        LeafOutput? leaf,
        Func<ParameterInfo, int> addArgument)
    {
        var getter = member as MethodInfo ?? ((PropertyInfo)member).GetMethod!;
        var result = getter.ReturnType;
        if (result == typeof(void) || result == typeof(Task) || result == typeof(ValueTask))
        {
            throw new SchemaException("A resolver must return a value.");
        }

        var definition = result.IsGenericType ? result.GetGenericTypeDefinition() : null;
        var resolver = definition == typeof(Task<>) ? typeof(TaskResolver<>)
            : definition == typeof(ValueTask<>) ? typeof(ValueTaskResolver<>)
            : typeof(SyncResolver<>);
        var value = resolver == typeof(SyncResolver<>) ? result : result.GetGenericArguments()[0];
        var compiled = CompileCall(getter, declaring, byResolverInstance, addArgument);
        var create = resolver.MakeGenericType(value).GetConstructors()[0];
        var made = Expression.MemberInit(
            Expression.New(create, Expression.Constant(compiled)),
            Expression.Bind(
                typeof(FieldResolver).GetProperty(nameof(FieldResolver.Leaf))!,
                Expression.Constant(leaf, typeof(LeafOutput))));

        return Expression.Lambda<Func<FieldResolver>>(made).Compile()();
    }

    /// <summary>The delegate that calls a method with what its parameters ask for.</summary>
    public Delegate CompileCall(
        MethodInfo method,
        Type declaring,
        bool byResolverInstance,
        Func<ParameterInfo, int> addArgument)
    {
        Expression? instance = method.IsStatic ? null
            : byResolverInstance ? Expression.Call(State, nameof(OperationState.GetResolver), [declaring])
            : Expression.Convert(Parent, declaring);
        var call = Expression.Call(
            instance, method, method.GetParameters().Select(parameter => Read(parameter, addArgument)));

        return Expression.Lambda(
            typeof(ResolverDelegate<>).MakeGenericType(method.ReturnType), call, State, Parent, Arguments).Compile();
    }

    /// <summary>Whether a client gives the parameter's value.</summary>
    public bool IsArgument(ParameterInfo parameter) => Inject(parameter) is null;

    private Expression Read(ParameterInfo parameter, Func<ParameterInfo, int> addArgument) => Inject(parameter)
        ?? Expression.Convert(
            Expression.ArrayIndex(Arguments, Expression.Constant(addArgument(parameter))), parameter.ParameterType);

    /// <summary>What the server gives to a parameter, or null.</summary>
    private Expression? Inject(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (type == typeof(CancellationToken))
        {
            return Expression.Property(State, nameof(OperationState.CancellationToken));
        }

        if (type == typeof(ClaimsPrincipal))
        {
            return Expression.Property(State, nameof(OperationState.User));
        }

        if (type == typeof(HttpContext))
        {
            return Expression.Property(State, nameof(OperationState.HttpContext));
        }

        if (parameter.IsDefined(typeof(EventMessageAttribute)))
        {
            return Expression.Convert(Expression.Property(State, nameof(OperationState.EventMessage)), type);
        }

        if (parameter.IsDefined(typeof(ParentAttribute)))
        {
            return Expression.Convert(Parent, type);
        }

        return parameter.IsDefined(typeof(ServiceAttribute)) || type.IsAssignableTo(typeof(IDataLoader))
            || services.IsService(type) && !typeof(System.Collections.IEnumerable).IsAssignableFrom(type)
            ? Expression.Call(State, nameof(OperationState.GetService), [type])
            : null;
    }
}
