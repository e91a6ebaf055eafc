using Shop.Contracts.Events;

namespace Shop.Orders.Data;

internal sealed class OrderLine(int number, Guid productId, int quantity, int price)
{
    public int Number { get; private set; } = number;

    public Guid ProductId { get; private set; } = productId;

    public int Quantity { get; private set; } = quantity;

    public int Price { get; private set; } = price;

    public OrderedLine ToEvent() => new(ProductId, Quantity);
}
