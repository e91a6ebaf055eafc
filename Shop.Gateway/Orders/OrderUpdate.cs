using System.Runtime.ExceptionServices;

namespace Shop.Gateway.Orders;

/// <summary>What a subscriber is told: the order, or why it cannot be read any more.</summary>
public sealed class OrderUpdate
{
    private readonly Order? _order;
    private readonly ExceptionDispatchInfo? _failure;

    public OrderUpdate(Order order) => _order = order;

    public OrderUpdate(Exception failure) => _failure = ExceptionDispatchInfo.Capture(failure);

    public Order GetOrder()
    {
        _failure?.Throw();

        return _order!;
    }
}
