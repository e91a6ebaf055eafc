using GreenDonut;
using HotChocolate;
using HotChocolate.Execution;
using HotChocolate.Execution.Configuration;
using HotChocolate.Execution.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Configures a schema and its execution.</summary>
public static partial class RequestExecutorBuilderExtensions
{
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

    /// <summary>
    /// Makes a service of the application known to error filters and the like; it must be registered.
    /// </summary>
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

    private sealed class DelegateErrorFilter(Func<IError, IError> filter) : IErrorFilter
    {
        public IError OnError(IError error) => filter(error);
    }
}
