namespace Shop.Gateway.Orders;

public enum OrderStatus
{
    Pending,
    Confirmed,
    Rejected,
    Cancelled,
}

public enum OrderEventType
{
    Placed,
    Confirmed,
    Rejected,
    Cancelled,
}

[GraphQLDescription("What happened to an order.")]
public sealed record OrderEvent(OrderEventType Type, DateTimeOffset At);

[GraphQLDescription("An order with its products.")]
public sealed record Order(
    [property: GraphQLType<NonNullType<IdType>>] string Id,
    [property: GraphQLName("user_id"), GraphQLType<NonNullType<IdType>>] string UserId,
    OrderStatus Status,
    [property: GraphQLName("rejection_reason")] string? RejectionReason,
    int Quantity,
    [property: GraphQLName("price_total")] int PriceTotal,
    [property: GraphQLName("order_products"), ListSize(AssumedSize = Order.MaxLines)]
    IReadOnlyList<OrderProduct> OrderProducts,
    [property: GraphQLName("created_at")] DateTimeOffset CreatedAt,
    [property: GraphQLDescription("Its history, the oldest event first."), ListSize(AssumedSize = Order.MaxEvents)]
    IReadOnlyList<OrderEvent> Events)
{
    private const int MaxLines = 100;
    private const int MaxEvents = 3;
}

[GraphQLDescription("An order in a list.")]
public sealed record AllOrdersOrder(
    [property: GraphQLType<NonNullType<IdType>>] string Id,
    [property: GraphQLName("user_id"), GraphQLType<NonNullType<IdType>>] string UserId,
    OrderStatus Status,
    [property: GraphQLName("rejection_reason")] string? RejectionReason,
    int Quantity,
    [property: GraphQLName("price_total")] int PriceTotal,
    [property: GraphQLName("created_at")] DateTimeOffset CreatedAt);

[GraphQLDescription("A product in an order, with the price of one unit when the order was placed.")]
public sealed record OrderProduct(
    [property: GraphQLName("product_id"), GraphQLType<NonNullType<IdType>>] string ProductId,
    int Quantity,
    int Price);
