using GreenDonut;
using HotChocolate;
using HotChocolate.Execution;
using HotChocolate.Execution.Configuration;
using HotChocolate.Execution.Options;
using HotChocolate.Types;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Configures a schema and its execution.</summary>
public static class RequestExecutorBuilderExtensions
{
    /// <summary>Adds a query type that consists of extensions.</summary>
    public static IRequestExecutorBuilder AddQueryType(
        this IRequestExecutorBuilder builder,
        Action<IObjectTypeDescriptor>? configure = null) => builder.AddRoot(OperationTypeNames.Query, configure);

    /// <summary>Adds a query type whose fields are the members of the class.</summary>
    public static IRequestExecutorBuilder AddQueryType<T>(this IRequestExecutorBuilder builder)
        where T : class => builder.AddRoot(OperationTypeNames.Query, typeof(T));

    /// <summary>Adds a mutation type that consists of extensions.</summary>
    public static IRequestExecutorBuilder AddMutationType(
        this IRequestExecutorBuilder builder,
        Action<IObjectTypeDescriptor>? configure = null) => builder.AddRoot(OperationTypeNames.Mutation, configure);

    /// <summary>Adds a mutation type whose fields are the members of the class.</summary>
    public static IRequestExecutorBuilder AddMutationType<T>(this IRequestExecutorBuilder builder)
        where T : class => builder.AddRoot(OperationTypeNames.Mutation, typeof(T));

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

    /// <summary>Adds a DataLoader, one for each request.</summary>
    public static IRequestExecutorBuilder AddDataLoader<T>(this IRequestExecutorBuilder builder)
        where T : class, IDataLoader
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddDataLoader<T>();
        return builder;
    }

    /// <summary>Adds an error filter; its constructor takes application services.</summary>
    public static IRequestExecutorBuilder AddErrorFilter<T>(this IRequestExecutorBuilder builder)
        where T : class, IErrorFilter => builder.Configure(
            setup => setup.ErrorFilters.Add(services => ActivatorUtilities.GetServiceOrCreateInstance<T>(services)));

    /// <summary>Adds an error filter.</summary>
    public static IRequestExecutorBuilder AddErrorFilter(
        this IRequestExecutorBuilder builder,
        Func<IError, IError> errorFilter) =>
        builder.Configure(setup => setup.ErrorFilters.Add(_ => new DelegateErrorFilter(errorFilter)));

    /// <summary>Makes a service of the application known to error filters and the like; it must be registered.</summary>
    public static IRequestExecutorBuilder AddApplicationService<TService>(this IRequestExecutorBuilder builder)
        where TService : class => builder.Configure(setup => setup.ApplicationServices.Add(typeof(TService)));

    /// <summary>Changes how requests are executed.</summary>
    public static IRequestExecutorBuilder ModifyRequestOptions(
        this IRequestExecutorBuilder builder,
        Action<RequestExecutorOptions> configure) => builder.Configure(setup => configure(setup.RequestOptions));

    /// <summary>Changes what the parser accepts.</summary>
    public static IRequestExecutorBuilder ModifyParserOptions(
        this IRequestExecutorBuilder builder,
        Action<RequestParserOptions> configure) => builder.Configure(setup => configure(setup.ParserOptions));

    /// <summary>Refuses or allows introspection, whatever the environment.</summary>
    public static IRequestExecutorBuilder DisableIntrospection(
        this IRequestExecutorBuilder builder,
        bool disable = true) => builder.Configure(setup => setup.DisableIntrospection = disable);

    /// <summary>Refuses operations with more nested fields.</summary>
    public static IRequestExecutorBuilder AddMaxExecutionDepthRule(
        this IRequestExecutorBuilder builder,
        int maxAllowedExecutionDepth,
        bool skipIntrospectionFields = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxAllowedExecutionDepth, 1);
        return builder.Configure(setup =>
        {
            setup.MaxDepth = maxAllowedExecutionDepth;
            setup.DepthSkipsIntrospection = skipIntrospectionFields;
        });
    }

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

    private sealed class DelegateErrorFilter(Func<IError, IError> filter) : IErrorFilter
    {
        public IError OnError(IError error) => filter(error);
    }
}
