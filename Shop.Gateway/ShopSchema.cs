using Shop.Gateway.Errors;
using Shop.Gateway.Http;
using Shop.Gateway.Orders;
using Shop.Gateway.Products;
using Shop.Gateway.Subscriptions;
using Shop.Gateway.Users;

namespace Shop.Gateway;

internal static class ShopSchema
{
    private const int MaxTokens = 20_000;
    private const int MaxFields = 300;
    private const int MaxDepth = 10;

    // Twenty orders of a hundred lines with their products, fetched by aliases, come to 4,081.
    private const double MaxTypeCost = 5_000;

    private static readonly TimeSpan ExecutionTimeout = TimeSpan.FromSeconds(30);

    public static void AddShopSchema(this IHostApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection(GraphQLOptions.Section).Get<GraphQLOptions>()
            ?? new GraphQLOptions();

        builder
            .AddGraphQL(maxAllowedRequestSize: HttpExtensions.MaxRequestBytes)
            .AddAuthorization()
            .AddInstrumentation()
            .AddQueryType()
            .AddMutationType()
            .AddSubscriptionType()
            .AddTypeExtension<UserQueries>()
            .AddTypeExtension<UserMutations>()
            .AddTypeExtension<ProductQueries>()
            .AddTypeExtension<ProductMutations>()
            .AddTypeExtension<OrderQueries>()
            .AddTypeExtension<OrderMutations>()
            .AddTypeExtension<OrderSubscriptions>()
            .AddTypeExtension<OrderExtensions>()
            .AddTypeExtension<AllOrdersOrderExtensions>()
            .AddTypeExtension<OrderProductExtensions>()
            .AddDataLoader<UserByIdDataLoader>()
            .AddDataLoader<ProductByIdDataLoader>()
            .AddDataLoader<OrderByIdDataLoader>()
            .AddInMemorySubscriptions()
            .AddSocketSessionInterceptor<SocketInterceptor>()
            .AddErrorFilter<ErrorFilter>()
            .AddApplicationService<IHttpContextAccessor>()
            .AddApplicationService<ILogger<ErrorFilter>>()
            .AddHttpRequestInterceptor<IntrospectionInterceptor>()
            .AddPersistedOperations(options)
            .AddMaxExecutionDepthRule(MaxDepth, skipIntrospectionFields: true)
            .ModifyParserOptions(parser =>
            {
                parser.MaxAllowedTokens = MaxTokens;
                parser.MaxAllowedFields = MaxFields;
            })
            .ModifyCostOptions(cost => cost.MaxTypeCost = MaxTypeCost)
            .ModifyRequestOptions(request => request.ExecutionTimeout = ExecutionTimeout)
            .ModifyServerOptions(server =>
            {
                server.MaxConcurrentExecutions = options.MaxConcurrentOperations;
                server.Tool.Enable = builder.Environment.IsDevelopment();
            });
    }

    public static void MapShopSchema(this WebApplication app, string path)
    {
        var limits = app.Services.GetRequiredService<ClientLimits>();
        app.MapGraphQL(path).Add(endpoint =>
        {
            var serve = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context => limits.ServeAsync(context, serve);
        });
    }
}
