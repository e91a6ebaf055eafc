using System.Text;
using System.Text.Json;

namespace Shop.Faults.Malformed;

/// <summary>Requests that are right as long as nobody spoils them.</summary>
internal static class RightRequests
{
    private const string Id = "01890a5d-ac96-774b-bcce-b302099a8057";

    /// <summary>Operations with their variables. Passwords take long by intention, so few of them log in.</summary>
    public static IReadOnlyList<object> Operations { get; } =
    [
        new { query = "{ products(first: 2) { id name description price stock } }" },
        new
        {
            query = "query P($id: ID!) { product(id: $id) { ...p } } fragment p on Product { id name }",
            variables = new { id = Id },
        },
        new { query = "{ orders(first: 1, after: null) { id user { username } } }" },
        new
        {
            query = "query ($first: Int = 3) { users(first: $first) { id email } me { id } }",
            variables = new { first = 1 },
        },
        new { query = $"{{ order(id: \"{Id}\") {{ id @skip(if: false) order_products {{ product {{ id }} }} }} }}" },
        new
        {
            query = "mutation Place($input: PlaceOrder!) { placeOrder(input: $input) { id status } }",
            variables = new { input = new { order_products = new[] { new { product_id = Id, quantity = 1 } } } },
            operationName = "Place",
        },
        new { query = $"mutation {{ cancelOrder(id: \"{Id}\") {{ id }} }}" },
        new
        {
            query = "mutation ($input: CreateProduct!) { createProduct(input: $input) { id } }",
            variables = new { input = new { name = "Mug", description = "Holds tea", price = 250, stock = 3 } },
        },
        new
        {
            query = "mutation ($input: UpdateInventory!) { updateInventory(input: $input) { success } }",
            variables = new { input = new { products = new[] { new { id = Id, stock = 3 } } } },
        },
        new
        {
            query = "{ __schema { types { name } } }",
            extensions = new { persistedQuery = new { version = 1, sha256Hash = "00" } },
        },
        new { id = "00", variables = new { } },
        new { query = $"subscription {{ orderUpdated(id: \"{Id}\") {{ status }} }}" },
        new { query = "query A { __typename } query B { __typename }", operationName = "A" },
    ];

    public static IReadOnlyList<byte[]> Bodies { get; } =
        [.. Operations.Select(operation => JsonSerializer.SerializeToUtf8Bytes(operation))];

    public static IReadOnlyList<byte[]> Messages { get; } =
    [
        .. Operations.Select(
            operation => JsonSerializer.SerializeToUtf8Bytes(
                new { type = "subscribe", id = "1", payload = operation })),
        .. new[]
        {
            """{"type":"connection_init","payload":{"Authorization":"Bearer abc"}}""",
            """{"type":"connection_init","payload":{"headers":{"Authorization":null}}}""",
            """{"type":"ping","payload":{}}""", """{"type":"pong"}""", """{"type":"complete","id":"1"}""",
        }.Select(Encoding.UTF8.GetBytes),
    ];
}
