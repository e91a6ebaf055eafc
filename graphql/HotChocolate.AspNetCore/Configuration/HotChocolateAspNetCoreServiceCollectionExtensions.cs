using GreenDonut;
using HotChocolate.Execution;
using HotChocolate.Execution.Configuration;
using HotChocolate.Types;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers GraphQL servers.</summary>
public static partial class HotChocolateAspNetCoreServiceCollectionExtensions
{
    internal const int DefaultMaxRequestSize = 20 * 1000 * 1024;

    /// <summary>Adds a GraphQL server.</summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="schemaName">Null unless there are several schemas.</param>
    /// <param name="maxAllowedRequestSize">Bytes.</param>
    /// <param name="disableDefaultSecurity">Allows introspection outside of development.</param>
    public static IRequestExecutorBuilder AddGraphQLServer(
        this IServiceCollection services,
        string? schemaName = default,
        int maxAllowedRequestSize = DefaultMaxRequestSize,
        bool disableDefaultSecurity = false)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxAllowedRequestSize, 1);
        var name = schemaName ?? RequestExecutorProvider.DefaultName;
        services.AddOptions();
        services.AddLogging();
        services.TryAddSingleton<RequestExecutorProvider>();
        services.TryAddSingleton<IRequestExecutorProvider>(s => s.GetRequiredService<RequestExecutorProvider>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, RequestExecutorProvider>(
            s => s.GetRequiredService<RequestExecutorProvider>()));
        services.AddSingleton(new SchemaName(name));
        services.AddDataLoaderServices();
        var builder = new RequestExecutorBuilder(name, services);

        return builder.Configure(setup =>
        {
            setup.MaxRequestSize = maxAllowedRequestSize;
            setup.DefaultSecurity = !disableDefaultSecurity;
        });
    }

    /// <summary>Adds a DataLoader, one for each request.</summary>
    public static IServiceCollection AddDataLoader<T>(this IServiceCollection services)
        where T : class, IDataLoader
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddDataLoaderServices();
        services.TryAddScoped<T>();

        return services;
    }

    internal static IRequestExecutorBuilder Configure(
        this IRequestExecutorBuilder builder,
        Action<SchemaSetup> configure)
    {
        builder.Services.Configure(builder.Name, configure);

        return builder;
    }

    private static void AddDataLoaderServices(this IServiceCollection services)
    {
        services.TryAddScoped<BatchDispatcher>();
        services.TryAddScoped<IBatchScheduler>(s => s.GetRequiredService<BatchDispatcher>());
        services.TryAddTransient<DataLoaderOptions>();
    }
}
