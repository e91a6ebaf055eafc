using System.Reflection;
using HotChocolate.Subscriptions;
using HotChocolate.Types;

namespace HotChocolate.Execution;

/// <summary>Yields the source stream of a subscription's field.</summary>
internal delegate ValueTask<ISourceStream> SubscribeDelegate(OperationState state, object?[] arguments);

/// <summary>Compiles what yields the events of a subscription's field.</summary>
internal sealed class SubscribeCompiler(ResolverCompiler resolvers)
{
    private static readonly MethodInfo FromTopicMethod = Method(nameof(FromTopic));
    private static readonly MethodInfo FromMethodMethod = Method(nameof(FromMethod));

    /// <summary>Whether a public method yields the events of a field and is none itself.</summary>
    public static bool IsSource(MethodInfo method) => method.DeclaringType!
        .GetMethods().Any(field => field.GetCustomAttribute<SubscribeAttribute>()?.With == method.Name);

    /// <param name="member">The member that became a field.</param>
    /// <param name="declaring">The class that was registered.</param>
    /// <param name="indexes">Where the values of the member's parameters are.</param>
    /// <param name="guard">The rules of the field, which hold for the stream too.</param>
    /// <returns>Null when the member is not of a subscription.</returns>
    public SubscribeDelegate? Compile(
        MemberInfo member,
        Type declaring,
        Dictionary<string, int> indexes,
        IFieldGuard? guard)
    {
        if (member is not MethodInfo method || method.GetCustomAttribute<SubscribeAttribute>() is not { } attribute)
        {
            return null;
        }

        var subscribe = attribute.With is { } source
            ? CompileSource(source, declaring, indexes)
            : CompileTopic(method, indexes);

        return guard is null ? subscribe : async (state, arguments) =>
            await guard.CheckAsync(state) is { } refusal
                ? throw new GraphQLException(refusal)
                : await subscribe(state, arguments);
    }

    private SubscribeDelegate CompileSource(string name, Type declaring, Dictionary<string, int> indexes)
    {
        var source = declaring.GetMethod(name)
            ?? throw new SchemaException($"{declaring} has no public method {name}.");
        var returned = ClrTypes.UnwrapTask(source.ReturnType, null).Type;
        var definition = returned.IsGenericType ? returned.GetGenericTypeDefinition() : null;
        if (definition != typeof(ISourceStream<>) && definition != typeof(IAsyncEnumerable<>))
        {
            throw new SchemaException($"{name} returns neither an ISourceStream nor an IAsyncEnumerable.");
        }

        var compiled = resolvers.CompileCall(
            source,
            declaring,
            byResolverInstance: true,
            parameter => indexes.TryGetValue(parameter.Name!, out var index)
                ? index
                : throw new SchemaException(
                    $"The parameter {parameter.Name} of {name} is not an argument of the field."));

        return (SubscribeDelegate)FromMethodMethod
            .MakeGenericMethod(source.ReturnType, returned.GetGenericArguments()[0]).Invoke(null, [compiled])!;
    }

    private static SubscribeDelegate CompileTopic(MethodInfo method, Dictionary<string, int> indexes)
    {
        var template = method.GetCustomAttribute<TopicAttribute>()?.Topic ?? method.Name;
        var message = method.GetParameters().SingleOrDefault(p => p.IsDefined(typeof(EventMessageAttribute)))
            ?? throw new SchemaException("The method has no parameter with the attribute EventMessage.");

        return (SubscribeDelegate)FromTopicMethod.MakeGenericMethod(message.ParameterType)
            .Invoke(null, [new TopicTemplate(template, indexes)])!;
    }

    private static SubscribeDelegate FromTopic<TMessage>(TopicTemplate topic) => async (state, arguments) =>
        await state.GetService<ITopicEventReceiver>()
            .SubscribeAsync<TMessage>(topic.Format(arguments), state.CancellationToken);

    private static SubscribeDelegate FromMethod<TReturned, TMessage>(ResolverDelegate<TReturned> source)
        where TReturned : notnull =>
        async (state, arguments) =>
        {
            object returned = source(state, null, arguments) switch
            {
                Task<ISourceStream<TMessage>> task => await task,
                ValueTask<ISourceStream<TMessage>> task => await task,
                Task<IAsyncEnumerable<TMessage>> task => await task,
                ValueTask<IAsyncEnumerable<TMessage>> task => await task,
                { } stream => stream,
            };

            return returned as ISourceStream ?? new EnumerableStream<TMessage>((IAsyncEnumerable<TMessage>)returned);
        };

    private static MethodInfo Method(string name) =>
        typeof(SubscribeCompiler).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;
}
