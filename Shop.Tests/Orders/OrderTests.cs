using Grpc.Core;
using Shop.Contracts;
using Shop.Orders.Data;
using Shop.ServiceDefaults.Errors;

namespace Shop.Tests.Orders;

public sealed class OrderTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly Guid User = Guid.CreateVersion7();
    private static readonly ProductCopy Mug = new(Guid.CreateVersion7(), "mug", 250, 7, Deleted: false, 1);
    private static readonly ProductCopy Jar = new(Guid.CreateVersion7(), "jar", 1000, 1, Deleted: false, 1);

    [Fact]
    public void Takes_the_prices_of_the_products()
    {
        var order = Place([Mug, Jar], new NewOrderLine(Mug.Id, 7), new NewOrderLine(Jar.Id, 1));

        Assert.Equal((User, OrderStatus.Pending, 8, 2750, Now), (
            order.UserId, order.Status, order.Quantity, order.PriceTotal, order.CreatedAt));
        Assert.Equal(
            [(0, Mug.Id, 7, 250), (1, Jar.Id, 1, 1000)],
            order.Lines.Select(line => (line.Number, line.ProductId, line.Quantity, line.Price)));
    }

    [Fact]
    public void Its_time_is_one_that_the_database_keeps()
    {
        var lines = OrderLines.Of([new NewOrderLine(Mug.Id, 1)]);
        var products = new Dictionary<Guid, ProductCopy> { [Mug.Id] = Mug };

        var order = Order.Place(User, lines, products, null, Now.AddTicks(19));

        Assert.Equal(Now.AddMicroseconds(1), order.CreatedAt);
    }

    [Fact]
    public void Later_orders_have_higher_ids()
    {
        var lines = OrderLines.Of([new NewOrderLine(Mug.Id, 1)]);
        var products = new Dictionary<Guid, ProductCopy> { [Mug.Id] = Mug };

        var earlier = Order.Place(User, lines, products, null, Now);
        var later = Order.Place(User, lines, products, null, Now.AddMilliseconds(1));

        Assert.True(earlier.Id < later.Id);
    }

    [Fact]
    public void Refuses_an_unknown_product()
    {
        var exception = Assert.Throws<RefusalException>(
            () => Place([Mug], new NewOrderLine(Mug.Id, 1), new NewOrderLine(Jar.Id, 1)));

        Assert.Equal((StatusCode.NotFound, ErrorReasons.NotFound), (exception.Status, exception.Reason));
        Assert.Equal($"lines[1].product_id: there is no product '{Jar.Id}'.", exception.Message);
    }

    [Fact]
    public void Refuses_a_deleted_product()
    {
        var exception = Assert.Throws<RefusalException>(
            () => Place([Mug with { Deleted = true, Stock = 0 }], new NewOrderLine(Mug.Id, 1)));

        Assert.Equal(ErrorReasons.NotFound, exception.Reason);
    }

    [Fact]
    public void Refuses_more_than_the_stock()
    {
        var exception = Assert.Throws<RefusalException>(() => Place([Mug], new NewOrderLine(Mug.Id, 8)));

        Assert.Equal((StatusCode.FailedPrecondition, ErrorReasons.OutOfStock), (exception.Status, exception.Reason));
        Assert.Equal("lines[0].quantity: 8 of 'mug' were asked for and 7 are left.", exception.Message);
        Assert.Empty(exception.Metadata);
    }

    [Theory]
    [InlineData(int.MaxValue, 1)]
    [InlineData(2147, 1_000_000)]
    public void Takes_a_total_up_to_the_limit(int price, int quantity) =>
        Assert.Equal(
            price * quantity,
            Place([Mug with { Price = price, Stock = quantity }], new NewOrderLine(Mug.Id, quantity)).PriceTotal);

    [Fact]
    public void Refuses_a_total_above_the_limit()
    {
        var exception = Assert.Throws<BadInputException>(() => Place(
            [Mug with { Price = int.MaxValue }, Jar with { Price = 1 }],
            new NewOrderLine(Mug.Id, 1),
            new NewOrderLine(Jar.Id, 1)));

        Assert.Equal("lines", exception.Field);
        Assert.Equal("the total of 2147483648 is above 2147483647.", exception.Description);
    }

    [Theory]
    [InlineData(nameof(OrderStatus.Pending), null, nameof(OrderStatus.Confirmed))]
    [InlineData(nameof(OrderStatus.Pending), ErrorReasons.OutOfStock, nameof(OrderStatus.Rejected))]
    [InlineData(nameof(OrderStatus.Pending), ErrorReasons.ProductUnavailable, nameof(OrderStatus.Rejected))]
    [InlineData(nameof(OrderStatus.Confirmed), null, null)]
    [InlineData(nameof(OrderStatus.Confirmed), ErrorReasons.OutOfStock, null)]
    [InlineData(nameof(OrderStatus.Rejected), null, null)]
    [InlineData(nameof(OrderStatus.Rejected), ErrorReasons.ProductUnavailable, null)]
    [InlineData(nameof(OrderStatus.Cancelled), null, null)]
    [InlineData(nameof(OrderStatus.Cancelled), ErrorReasons.OutOfStock, null)]
    public void Settles_once_and_only_while_it_is_pending(string from, string? reason, string? to)
    {
        var order = InStatus(from);
        var (reasonBefore, eventsBefore) = (order.RejectionReason, order.Events.ToList());

        Assert.Equal(to is not null, order.Settle(reason, Now.AddMinutes(1)));

        Assert.Equal(to ?? from, order.Status.ToString());
        Assert.Equal(to is null ? reasonBefore : reason, order.RejectionReason);
        Assert.Equal(to is null ? eventsBefore : [.. eventsBefore, Happened(to, Now.AddMinutes(1))], order.Events);
    }

    [Theory]
    [InlineData(nameof(OrderStatus.Pending), true)]
    [InlineData(nameof(OrderStatus.Confirmed), true)]
    [InlineData(nameof(OrderStatus.Cancelled), false)]
    public void Is_cancelled_once_while_it_is_pending_or_confirmed(string from, bool changes)
    {
        var order = InStatus(from);
        var eventsBefore = order.Events.ToList();

        Assert.Equal(changes, order.Cancel(Now.AddMinutes(1).AddTicks(3)));

        Assert.Equal(OrderStatus.Cancelled, order.Status);
        Assert.Equal(
            changes ? [.. eventsBefore, Happened(nameof(OrderStatus.Cancelled), Now.AddMinutes(1))] : eventsBefore,
            order.Events);
    }

    [Fact]
    public void Is_not_cancelled_once_it_is_rejected()
    {
        var order = InStatus(nameof(OrderStatus.Rejected));

        var refusal = Assert.Throws<RefusalException>(() => order.Cancel(Now.AddMinutes(1)));

        Assert.Equal(
            (StatusCode.FailedPrecondition, ErrorReasons.OrderNotCancellable), (refusal.Status, refusal.Reason));
        Assert.Equal($"Order {order.Id} is REJECTED and cannot be cancelled.", refusal.Message);
        Assert.Equal((OrderStatus.Rejected, null), (order.Status, order.CancelledAt));
    }

    [Fact]
    public void Lines_are_those_of_an_order_that_has_them_in_any_order()
    {
        var order = Place([Mug, Jar], new NewOrderLine(Mug.Id, 2), new NewOrderLine(Jar.Id, 1));

        Assert.True(OrderLines.Of(new NewOrderLine(Jar.Id, 1), new NewOrderLine(Mug.Id, 2)).AreThoseOf(order));
        Assert.False(OrderLines.Of(new NewOrderLine(Jar.Id, 1), new NewOrderLine(Mug.Id, 3)).AreThoseOf(order));
        Assert.False(OrderLines.Of(new NewOrderLine(Mug.Id, 2)).AreThoseOf(order));
    }

    private static Order InStatus(string status)
    {
        var order = Place([Mug], new NewOrderLine(Mug.Id, 1));
        switch (Enum.Parse<OrderStatus>(status))
        {
            case OrderStatus.Confirmed:
                order.Settle(rejectionReason: null, Now);
                break;
            case OrderStatus.Rejected:
                order.Settle(ErrorReasons.OutOfStock, Now);
                break;
            case OrderStatus.Cancelled:
                order.Cancel(Now);
                break;
        }

        return order;
    }

    private static OrderEvent Happened(string status, DateTimeOffset at) => new(Enum.Parse<OrderEventType>(status), at);

    private static Order Place(IEnumerable<ProductCopy> products, params IReadOnlyList<NewOrderLine> lines) =>
        Order.Place(User, OrderLines.Of(lines), products.ToDictionary(product => product.Id), null, Now);
}
