using Shop.Messaging.Listeners;

namespace Shop.Gateway.Orders;

internal static class OrderUpdatesExtensions
{
    /// <summary>Adds what wakes the subscribers of orders.</summary>
    public static void AddOrderUpdates(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<WatchedOrders>();
        builder.Services.AddSingleton<SharedReads>();
        builder.AddEventListener<OrdersUpdatedListener>();
    }
}
