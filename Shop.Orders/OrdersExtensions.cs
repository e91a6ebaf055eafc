using Microsoft.Extensions.DependencyInjection.Extensions;
using Shop.Copies;
using Shop.Orders.Data;
using Shop.Orders.Features;
using Shop.ServiceDefaults.Authentication;
using Shop.ServiceDefaults.Commands;
using Shop.ServiceDefaults.Startup;

namespace Shop.Orders;

internal static class OrdersExtensions
{
    public static void AddOrders(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<OrdersOptions>(OrdersOptions.Section);

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<OrdersMetrics>();
        builder.Services.AddSingleton<OrderOutcomes>();
        builder.AddCopies();
        builder.Services.AddCopy<OrdersDbContext, ProductCopy, ProductCopySource>();
        builder.Services.AddSingleton<OrderWriter>();
        builder.Services.AddSingleton<ProductCopies>();
        builder.Services.AddScoped<ProductCatalog>();
        builder.Services.AddScoped<IdempotencyKeys>();
        builder.Services.AddScoped<OutcomeWait>();
        builder.Services.AddScoped<PlaceOrderHandler>();
        builder.Services.AddScoped<SettleOrdersHandler>();
        builder.Services.AddScoped<CancelOrderHandler>();
        builder.Services.AddScoped<GetOrderHandler>();
        builder.Services.AddScoped<GetOrdersHandler>();
        builder.Services.AddScoped<BatchGetOrdersHandler>();
        builder.Services.AddCommand<ResendOrdersCommand>(
            "resend", "Tells products again of what it may have missed.", ResendOrdersCommand.Since());
        builder.Services.AddWarmUp<OrdersWarmUp>();
        builder.Services.AddAccessTokenWarmUp();
    }
}
