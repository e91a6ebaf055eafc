namespace Shop.Gateway.Orders;

public enum OrderStatus
{
    Pending,
    Confirmed,
    Rejected,
}

/// <summary>An order with its products.</summary>
public sealed record Order(
    [property: GraphQLType<NonNullType<IdType>>] string Id,
    [property: GraphQLName("user_id"), GraphQLType<NonNullType<IdType>>] string UserId,
    OrderStatus Status,
    [property: GraphQLName("rejection_reason")] string? RejectionReason,
    int Quantity,
    [property: GraphQLName("price_total")] int PriceTotal,
    [property: GraphQLName("order_products")] IReadOnlyList<OrderProduct> OrderProducts,
    [property: GraphQLName("created_at")] DateTimeOffset CreatedAt);

/// <summary>An order in a list.</summary>
public sealed record AllOrdersOrder(
    [property: GraphQLType<NonNullType<IdType>>] string Id,
    [property: GraphQLName("user_id"), GraphQLType<NonNullType<IdType>>] string UserId,
    OrderStatus Status,
    [property: GraphQLName("rejection_reason")] string? RejectionReason,
    int Quantity,
    [property: GraphQLName("price_total")] int PriceTotal,
    [property: GraphQLName("created_at")] DateTimeOffset CreatedAt);

/// <summary>A product in an order, with the price of one unit when the order was placed.</summary>
public sealed record OrderProduct(
    [property: GraphQLName("product_id"), GraphQLType<NonNullType<IdType>>] string ProductId,
    int Quantity,
    int Price);
