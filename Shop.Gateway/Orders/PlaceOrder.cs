namespace Shop.Gateway.Orders;

/// <summary>What is ordered.</summary>
/// <param name="OrderProducts">Each product once.</param>
/// <param name="IdempotencyKey">A repeated call with the same key answers with the first order.</param>
[GraphQLName("PlaceOrder")]
public sealed record PlaceOrder(
    [property: GraphQLName("order_products")] IReadOnlyList<PlaceOrderProduct> OrderProducts,
    [property: GraphQLName("idempotency_key")] string? IdempotencyKey);

[GraphQLName("PlaceOrderProduct")]
public sealed record PlaceOrderProduct(
    [property: GraphQLName("product_id"), GraphQLType<NonNullType<IdType>>] string ProductId,
    int Quantity);
