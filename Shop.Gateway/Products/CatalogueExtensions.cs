using Shop.Gateway.Products.Cache;
using Shop.Messaging.Listeners;
using Shop.ServiceDefaults.Startup;

namespace Shop.Gateway.Products;

internal static class CatalogueExtensions
{
    /// <summary>Adds the catalogue, and unless it is switched off its cache with what keeps that true.</summary>
    public static void AddCatalogue(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<CatalogueCacheOptions>(CatalogueCacheOptions.Section);
        builder.Services.AddSingleton<CatalogueSource>();
        builder.Services.AddSingleton(static services => new Catalogue(
            services.GetRequiredService<CatalogueSource>(), services.GetService<CatalogueCache>()));

        var section = builder.Configuration.GetSection(CatalogueCacheOptions.Section);
        if (section.GetValue(nameof(CatalogueCacheOptions.Enabled), defaultValue: true))
        {
            builder.Services.AddSingleton<CatalogueMetrics>();
            builder.Services.AddSingleton<CatalogueCache>();
            builder.AddEventListener<ProductCreatedListener>();
            builder.AddEventListener<InventoryUpdatedListener>();
        }
    }
}
