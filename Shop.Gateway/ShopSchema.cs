using Shop.Gateway.Errors;
using Shop.Gateway.Orders;
using Shop.Gateway.Products;
using Shop.Gateway.Subscriptions;
using Shop.Gateway.Users;

namespace Shop.Gateway;

internal static class ShopSchema
{
    private const int MaxRequestBytes = 1024 * 1024;
    private static readonly TimeSpan ExecutionTimeout = TimeSpan.FromSeconds(30);

    public static void AddShopSchema(this IHostApplicationBuilder builder) => builder
        .AddGraphQL(maxAllowedRequestSize: MaxRequestBytes)
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
        .AddSocketSessionInterceptor<SocketAuthentication>()
        .AddErrorFilter<ErrorFilter>()
        .AddApplicationService<IHttpContextAccessor>()
        .AddApplicationService<ILogger<ErrorFilter>>()
        .ModifyRequestOptions(options => options.ExecutionTimeout = ExecutionTimeout);
}
