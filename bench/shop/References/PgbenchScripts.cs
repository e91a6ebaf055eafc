using Shop.Bench.Shop.Data;

namespace Shop.Bench.Shop.References;

/// <summary>
/// What the shop's databases do for a request, in the fewest statements: the rows of an order in one transaction
/// without any event, and the rows of products that are shown.
/// </summary>
internal static class PgbenchScripts
{
    // One run, one connection and one transaction after the other: like a UUID of version 7 it goes to the end.
    private const string Order =
        "(lpad(to_hex(:run::bigint), 8, '0') || lpad(to_hex(:client_id::bigint), 8, '0') || "
        + "lpad(to_hex(:n::bigint), 16, '0'))::uuid";

    private const string Movement =
        "(lpad(to_hex(:run::bigint), 8, '0') || lpad(to_hex(:client_id::bigint), 8, '0') || "
        + "lpad(to_hex(:n::bigint), 14, '0') || lpad(to_hex(row_number() OVER ()), 2, '0'))::uuid";

    /// <summary>An order of products that differ, each as likely as any other.</summary>
    public static string PlaceOrder(int lines) => PlaceOrder(lines, line => $"""
        \set p{line} random({line} * (:products / {lines}), {line + 1} * (:products / {lines}) - 1)
        """);

    /// <summary>An order of the one product that all want.</summary>
    public static string PlaceHotOrder => PlaceOrder(1, _ => @"\set p0 0");

    /// <summary>A page of the catalogue.</summary>
    public static string SelectPage(int rows) => $"""
        SELECT id, name, description, price, stock FROM products
        WHERE deleted_at IS NULL ORDER BY id LIMIT {rows};
        """;

    public static string SelectOne => $"""
        \set p random(0, :products - 1)
        SELECT id, name, description, price, stock FROM products
        WHERE deleted_at IS NULL AND id = {Id(IdKind.Product, "p")};
        """;

    private static string PlaceOrder(int lines, Func<int, string> choose)
    {
        var numbers = Enumerable.Range(0, lines).ToArray();
        string[] products = [.. numbers.Select(line => Id(IdKind.Product, $"p{line}"))];
        var user = Id(IdKind.User, "u");

        return $"""
            \set n :n + 1
            \set u random(0, {ShopData.Customers - 1})
            {string.Join('\n', numbers.Select(choose))}
            BEGIN;
            INSERT INTO orders (id, user_id, status, quantity, price_total, created_at, settled_at)
            VALUES ({Order}, {user}, 'Confirmed', {lines}, {lines} * 250, now(), now());
            INSERT INTO order_lines (order_id, number, product_id, quantity, price)
            VALUES {string.Join(", ", numbers.Select(line => $"({Order}, {line}, {products[line]}, 1, 250)"))};
            INSERT INTO order_decisions (order_id, decided_at) VALUES ({Order}, now());
            WITH locked AS (
                SELECT id FROM products WHERE id IN ({string.Join(", ", products)}) ORDER BY id FOR UPDATE),
            taken AS (
                UPDATE products SET stock = stock - 1, version = version + 1
                FROM locked WHERE products.id = locked.id RETURNING products.id, stock)
            INSERT INTO stock_movements (id, product_id, delta, reason, order_id, user_id, resulting_stock, at)
            SELECT {Movement}, id, -1, 'ORDER', {Order}, {user}, stock, now() FROM taken;
            COMMIT;
            """;
    }

    private static string Id(IdKind kind, string variable) =>
        $"('{ShopIds.Prefix(kind)}' || lpad(to_hex(:{variable}::bigint), {ShopIds.NumberLength}, '0'))::uuid";
}
