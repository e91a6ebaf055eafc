using System.Text.Json;
using Shop.Bench.GraphQL.Data;

namespace Shop.Bench.GraphQL.Servers;

/// <summary>The least that answers with the same JSON: of the request nothing counts but its path.</summary>
internal static class BareServer
{
    private static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    private static readonly JsonEncodedText Name = JsonEncodedText.Encode("name");
    private static readonly JsonEncodedText Description = JsonEncodedText.Encode("description");
    private static readonly JsonEncodedText Price = JsonEncodedText.Encode("price");
    private static readonly JsonEncodedText Stock = JsonEncodedText.Encode("stock");
    private static readonly JsonEncodedText Lines = JsonEncodedText.Encode("lines");
    private static readonly JsonEncodedText Quantity = JsonEncodedText.Encode("quantity");
    private static readonly JsonEncodedText Product = JsonEncodedText.Encode("product");

    public static void Map(WebApplication app)
    {
        app.MapPost("/flat", context => AnswerAsync(context, "products", Store.Products, WriteProduct));
        app.MapPost("/nested", context => AnswerAsync(context, "orders", Store.Orders, WriteOrder));
    }

    private static async Task AnswerAsync<T>(
        HttpContext context, string field, T[] items, Action<Utf8JsonWriter, T> write)
    {
        await context.Request.Body.CopyToAsync(Stream.Null);
        context.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteStartObject("data");
        json.WriteStartArray(field);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteProduct(Utf8JsonWriter json, Product product)
    {
        json.WriteString(Id, product.Id);
        json.WriteString(Name, product.Name);
        json.WriteString(Description, product.Description);
        json.WriteNumber(Price, product.Price);
        json.WriteNumber(Stock, product.Stock);
    }

    private static void WriteOrder(Utf8JsonWriter json, Order order)
    {
        json.WriteString(Id, order.Id);
        json.WriteStartArray(Lines);
        foreach (var line in order.Lines)
        {
            json.WriteStartObject();
            json.WriteNumber(Quantity, line.Quantity);
            json.WriteStartObject(Product);
            json.WriteString(Id, line.Product.Id);
            json.WriteString(Name, line.Product.Name);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
