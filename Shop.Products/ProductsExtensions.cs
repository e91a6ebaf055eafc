using Microsoft.Extensions.DependencyInjection.Extensions;
using Shop.Products.Features;
using Shop.ServiceDefaults.Authentication;
using Shop.ServiceDefaults.Startup;

namespace Shop.Products;

internal static class ProductsExtensions
{
    public static void AddProducts(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ProductsMetrics>();
        builder.Services.AddScoped<AddProductHandler>();
        builder.Services.AddScoped<UpdateInventoryHandler>();
        builder.Services.AddScoped<GetProductHandler>();
        builder.Services.AddScoped<GetProductsHandler>();
        builder.Services.AddScoped<BatchGetProductsHandler>();
        builder.Services.AddScoped<ExportProductsHandler>();
        builder.Services.AddWarmUp<ProductsWarmUp>();
        builder.Services.AddAccessTokenWarmUp();
    }
}
