using Shop.Contracts.Orders.V1;

namespace Shop.Tests.Orders;

/// <summary>The orders service without a broker: what it publishes stays in the outbox.</summary>
public sealed class OfflineOrdersFixture() : OrdersFixture(NoBroker)
{
    private const string NoBroker = "amqp://guest:guest@127.0.0.1:1";

    private OrdersService.OrdersServiceClient? _hasty;

    /// <summary>A replica that answers without waiting for an outcome.</summary>
    internal OrdersService.OrdersServiceClient Hasty => _hasty ??= Start(outcomeTimeout: TimeSpan.Zero);
}
