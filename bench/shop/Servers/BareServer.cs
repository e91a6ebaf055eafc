using System.Text.Json;
using Shop.Bench.Shop.Data;

namespace Shop.Bench.Shop.Servers;

/// <summary>
/// The least that answers with the same JSON as the shop: of the request nothing counts but its path, and the products
/// are those that the shop is filled with.
/// </summary>
internal static class BareServer
{
    public const string Kind = "bare";

    private static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    private static readonly JsonEncodedText Name = JsonEncodedText.Encode("name");
    private static readonly JsonEncodedText Description = JsonEncodedText.Encode("description");
    private static readonly JsonEncodedText Price = JsonEncodedText.Encode("price");
    private static readonly JsonEncodedText Stock = JsonEncodedText.Encode("stock");

    private static readonly Product[] Products =
    [
        .. Enumerable.Range(0, 100).Select(number => new Product(
            ShopIds.Text(IdKind.Product, number), ShopData.NameOf(number), ShopData.DescriptionOf(number),
            ShopData.PriceOf(number), ShopData.Stock)),
    ];

    /// <summary>Where a list of products is.</summary>
    public static string ListPath(int count) => $"/products/{count}";

    /// <summary>Where one product is.</summary>
    public const string ProductPath = "/product";

    public static void Map(WebApplication app)
    {
        app.MapPost(ListPath(20), context => AnswerAsync(context, json => WriteList(json, 20)));
        app.MapPost(ListPath(100), context => AnswerAsync(context, json => WriteList(json, 100)));
        app.MapPost(ProductPath, context => AnswerAsync(context, json =>
        {
            json.WritePropertyName("product"u8);
            Write(json, Products[0]);
        }));
    }

    private static async Task AnswerAsync(HttpContext context, Action<Utf8JsonWriter> write)
    {
        await context.Request.Body.CopyToAsync(Stream.Null);
        context.Response.ContentType = "application/graphql-response+json; charset=utf-8";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteStartObject("data"u8);
        write(json);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, int count)
    {
        json.WriteStartArray("products"u8);
        foreach (var product in Products.AsSpan(0, count))
        {
            Write(json, product);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Product product)
    {
        json.WriteStartObject();
        json.WriteString(Id, product.Id);
        json.WriteString(Name, product.Name);
        json.WriteString(Description, product.Description);
        json.WriteNumber(Price, product.Price);
        json.WriteNumber(Stock, product.Stock);
        json.WriteEndObject();
    }

    private sealed record Product(string Id, string Name, string Description, int Price, int Stock);
}
