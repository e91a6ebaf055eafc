namespace Shop.Gateway.Products;

/// <summary>Something to order.</summary>
/// <param name="Id">The product's id.</param>
/// <param name="Name">What customers call it.</param>
/// <param name="Description">What it is.</param>
/// <param name="Price">Of one unit, in minor units of the currency.</param>
/// <param name="Stock">Units that can be ordered.</param>
public sealed record Product(
    [property: GraphQLType<NonNullType<IdType>>] string Id,
    string Name,
    string Description,
    int Price,
    int Stock);

[GraphQLName("CreateProduct")]
public sealed record CreateProduct(string Name, string Description, int Price, int Stock);

/// <summary>A change of a product's stock.</summary>
/// <param name="Id">The product's id.</param>
/// <param name="Type">1 - ADD, 2 - SUBTRACT, 3 - DELETE, which takes the product out of the catalogue.</param>
/// <param name="Number">Units to add or to subtract.</param>
[GraphQLName("UpdateInventory")]
public sealed record UpdateInventory(
    [property: GraphQLType<NonNullType<IdType>>] string Id,
    int Type,
    int Number);

[GraphQLName("UpdateInventoryResponse")]
public sealed record InventoryUpdate(bool Success);
