using HotChocolate.AspNetCore;
using HotChocolate.AspNetCore.Extensions;
using HotChocolate.Execution;
using HotChocolate.Types;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps GraphQL endpoints.</summary>
public static class EndpointRouteBuilderExtensions
{
    /// <summary>
    /// Serves GraphQL over HTTP and, where UseWebSockets was called before, over WebSocket; the IDE to browsers and the
    /// schema at <c>?sdl</c>.
    /// </summary>
    public static GraphQLEndpointConventionBuilder MapGraphQL(
        this IEndpointRouteBuilder endpointRouteBuilder,
        string path = "/graphql",
        string? schemaName = default) => Map(endpointRouteBuilder, path, schemaName);

    /// <summary>Serves GraphQL over HTTP alone.</summary>
    public static GraphQLEndpointConventionBuilder MapGraphQLHttp(
        this IEndpointRouteBuilder endpointRouteBuilder,
        string pattern = "/graphql",
        string? schemaName = default) => Map(endpointRouteBuilder, pattern, schemaName).WithOptions(options =>
        {
            options.EnableSchemaRequests = false;
            options.EnableSockets = false;
            options.Tool.Enable = false;
        });

    /// <summary>Serves the schema in its definition language, where introspection is allowed.</summary>
    public static IEndpointConventionBuilder MapGraphQLSchema(
        this IEndpointRouteBuilder endpointRouteBuilder,
        string pattern = "/graphql/sdl",
        string? schemaName = default)
    {
        ArgumentNullException.ThrowIfNull(endpointRouteBuilder);
        var endpoint = Endpoint(endpointRouteBuilder, schemaName, new GraphQLServerOptions());

        return endpointRouteBuilder.MapGet(pattern, endpoint.WriteSchemaAsync);
    }

    /// <summary>Serves the IDE to browsers.</summary>
    public static IEndpointConventionBuilder MapNitroApp(
        this IEndpointRouteBuilder endpointRouteBuilder,
        string toolPath = "/graphql/ui",
        string? relativeRequestPath = "..")
    {
        ArgumentNullException.ThrowIfNull(endpointRouteBuilder);
        MapFiles(endpointRouteBuilder, toolPath, static () => true);

        return endpointRouteBuilder.MapGet(
            toolPath, context => IdePage.WriteAsync(context, relativeRequestPath ?? ".."));
    }

    /// <summary>Changes what the endpoint offers.</summary>
    public static GraphQLEndpointConventionBuilder WithOptions(
        this GraphQLEndpointConventionBuilder builder,
        Action<GraphQLServerOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        configure(builder.Options);

        return builder;
    }

    private static GraphQLEndpointConventionBuilder Map(
        IEndpointRouteBuilder endpoints,
        string path,
        string? schemaName)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var options = endpoints.ServiceProvider.GetRequiredService<IOptionsMonitor<SchemaSetup>>()
            .Get(schemaName ?? RequestExecutorProvider.DefaultName).CreateServerOptions();
        var endpoint = Endpoint(endpoints, schemaName, options);
        MapFiles(endpoints, path, () => options.Tool.Enable);

        return new GraphQLEndpointConventionBuilder(
            endpoints.Map(path, endpoint.InvokeAsync).WithDisplayName("Hot Chocolate GraphQL Pipeline"), options);
    }

    private static void MapFiles(IEndpointRouteBuilder endpoints, string path, Func<bool> enabled) =>
        endpoints.MapGet($"{path.TrimEnd('/')}/{IdePage.FilePattern}", context => enabled()
            ? IdePage.WriteFileAsync(context)
            : TypedResults.NotFound().ExecuteAsync(context));

    private static GraphQLEndpoint Endpoint(
        IEndpointRouteBuilder endpoints,
        string? schemaName,
        GraphQLServerOptions options) => new(
        endpoints.ServiceProvider.GetRequiredService<RequestExecutorProvider>(),
        schemaName ?? RequestExecutorProvider.DefaultName,
        options);
}
