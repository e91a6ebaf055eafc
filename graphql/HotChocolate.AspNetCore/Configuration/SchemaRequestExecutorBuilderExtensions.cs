using HotChocolate.Execution.Configuration;
using HotChocolate.Types;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Configures the types of a schema.</summary>
public static class SchemaRequestExecutorBuilderExtensions
{
    /// <summary>Adds a query type that consists of extensions.</summary>
    public static IRequestExecutorBuilder AddQueryType(
        this IRequestExecutorBuilder builder) => builder.AddRoot(OperationTypeNames.Query, configure: null);

    /// <summary>Adds a query type that consists of extensions, and describes it.</summary>
    public static IRequestExecutorBuilder AddQueryType(
        this IRequestExecutorBuilder builder,
        Action<IObjectTypeDescriptor> configure) => builder.AddRoot(OperationTypeNames.Query, configure);

    /// <summary>Adds a query type whose fields are the members of the class.</summary>
    public static IRequestExecutorBuilder AddQueryType<T>(this IRequestExecutorBuilder builder)
        where T : class => builder.AddRoot(OperationTypeNames.Query, typeof(T));

    /// <summary>Adds a mutation type that consists of extensions.</summary>
    public static IRequestExecutorBuilder AddMutationType(
        this IRequestExecutorBuilder builder) => builder.AddRoot(OperationTypeNames.Mutation, configure: null);

    /// <summary>Adds a mutation type that consists of extensions, and describes it.</summary>
    public static IRequestExecutorBuilder AddMutationType(
        this IRequestExecutorBuilder builder,
        Action<IObjectTypeDescriptor> configure) => builder.AddRoot(OperationTypeNames.Mutation, configure);

    /// <summary>Adds a mutation type whose fields are the members of the class.</summary>
    public static IRequestExecutorBuilder AddMutationType<T>(this IRequestExecutorBuilder builder)
        where T : class => builder.AddRoot(OperationTypeNames.Mutation, typeof(T));

    /// <summary>Adds a subscription type that consists of extensions.</summary>
    public static IRequestExecutorBuilder AddSubscriptionType(
        this IRequestExecutorBuilder builder) => builder.AddRoot(OperationTypeNames.Subscription, configure: null);

    /// <summary>Adds a subscription type that consists of extensions, and describes it.</summary>
    public static IRequestExecutorBuilder AddSubscriptionType(
        this IRequestExecutorBuilder builder,
        Action<IObjectTypeDescriptor> configure) => builder.AddRoot(OperationTypeNames.Subscription, configure);

    /// <summary>Adds a subscription type whose fields are the methods of the class that have Subscribe.</summary>
    public static IRequestExecutorBuilder AddSubscriptionType<T>(this IRequestExecutorBuilder builder)
        where T : class => builder.AddRoot(OperationTypeNames.Subscription, typeof(T));

    /// <summary>Adds a class with the attribute ExtendObjectType.</summary>
    public static IRequestExecutorBuilder AddTypeExtension<T>(this IRequestExecutorBuilder builder) =>
        builder.AddTypeExtension(typeof(T));

    /// <summary>Adds a class with the attribute ExtendObjectType; it may be static.</summary>
    public static IRequestExecutorBuilder AddTypeExtension(this IRequestExecutorBuilder builder, Type typeExtension) =>
        builder.Configure(setup => setup.Extensions.Add(typeExtension));

    /// <summary>Adds a type that no field refers to, such as an implementation of an interface.</summary>
    public static IRequestExecutorBuilder AddType<T>(this IRequestExecutorBuilder builder) =>
        builder.Configure(setup => setup.Types.Add(typeof(T)));

    /// <summary>Makes a CLR type stand for another scalar than by convention.</summary>
    public static IRequestExecutorBuilder BindRuntimeType<TRuntimeType, TSchemaType>(
        this IRequestExecutorBuilder builder)
        where TSchemaType : IType =>
        builder.Configure(setup => setup.Bindings.Add((typeof(TRuntimeType), typeof(TSchemaType))));

    private static IRequestExecutorBuilder AddRoot(
        this IRequestExecutorBuilder builder,
        string operation,
        Action<IObjectTypeDescriptor>? configure)
    {
        var descriptor = new RootDescriptor(operation);
        configure?.Invoke(descriptor);

        return builder.Configure(setup => setup.Roots[operation] = descriptor.ToSetup());
    }

    private static IRequestExecutorBuilder AddRoot(this IRequestExecutorBuilder builder, string operation, Type type) =>
        builder.Configure(setup => setup.Roots[operation] =
            new RootSetup(Naming.OutputType(type), type, Naming.Description(type)));
}
