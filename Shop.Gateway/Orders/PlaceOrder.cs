namespace Shop.Gateway.Orders;

[GraphQLName("PlaceOrder")]
public sealed record PlaceOrder(
    [property: GraphQLName("order_products"), GraphQLDescription("1 to 100, each of another product.")]
    IReadOnlyList<PlaceOrderProduct> OrderProducts,
    [property: GraphQLName("idempotency_key")]
    [property: GraphQLDescription("A repeated call with the same key answers with the first order.")]
    string? IdempotencyKey);

[GraphQLName("PlaceOrderProduct")]
public sealed record PlaceOrderProduct(
    [property: GraphQLName("product_id"), GraphQLType<NonNullType<IdType>>] string ProductId,
    [property: GraphQLDescription("1 to 1000000.")] int Quantity);
