namespace Shop.Gateway.Products;

[GraphQLDescription("Something to order.")]
public sealed record Product(
    [property: GraphQLType<NonNullType<IdType>>] string Id,
    string Name,
    string Description,
    [property: GraphQLDescription("Of one unit, in minor units of the currency.")] int Price,
    [property: GraphQLDescription("Units that can be ordered.")] int Stock);

[GraphQLName("CreateProduct")]
public sealed record CreateProduct(
    [property: GraphQLDescription("1 to 200 characters.")] string Name,
    [property: GraphQLDescription("1 to 4000 characters.")] string Description,
    int Price,
    int Stock);

[GraphQLName("UpdateInventory")]
public sealed record UpdateInventory(
    [property: GraphQLType<NonNullType<IdType>>] string Id,
    [property: GraphQLDescription("1 - ADD, 2 - SUBTRACT, 3 - DELETE, which ignores the number")] int Type,
    [property: GraphQLDescription("Units to add or to subtract.")] int Number);

[GraphQLName("UpdateInventoryResponse")]
public sealed record InventoryUpdate(bool Success);
