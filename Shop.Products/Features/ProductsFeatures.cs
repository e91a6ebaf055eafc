using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Shop.Products.Features;

internal static class ProductsFeatures
{
    public static IServiceCollection AddProducts(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);

        return services
            .AddSingleton<ProductsMetrics>()
            .AddScoped<AddProductHandler>()
            .AddScoped<UpdateInventoryHandler>()
            .AddScoped<GetProductHandler>()
            .AddScoped<GetProductsHandler>()
            .AddScoped<BatchGetProductsHandler>()
            .AddScoped<ReserveStockHandler>();
    }
}
