using HotChocolate.Execution.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds GraphQL servers to applications.</summary>
public static class HotChocolateAspNetCoreHostingBuilderExtensions
{
    /// <summary>Adds a GraphQL server to the application.</summary>
    public static IRequestExecutorBuilder AddGraphQL(
        this IHostApplicationBuilder builder,
        string? schemaName = default,
        int maxAllowedRequestSize = HotChocolateAspNetCoreServiceCollectionExtensions.DefaultMaxRequestSize,
        bool disableDefaultSecurity = false)
    {
        ArgumentNullException.ThrowIfNull(builder);

        return builder.Services.AddGraphQLServer(schemaName, maxAllowedRequestSize, disableDefaultSecurity);
    }
}
