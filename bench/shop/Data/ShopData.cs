namespace Shop.Bench.Shop.Data;

/// <summary>What the shop is filled with: the same rows in every run.</summary>
/// <param name="Products">How many there are.</param>
/// <param name="Orders">How many there are, of one to three lines.</param>
internal sealed record ShopData(int Products, int Orders)
{
    /// <summary>Those of the generator among them.</summary>
    public const int Users = 1_000;

    /// <summary>Customers who log in; every second order is one of theirs.</summary>
    public const int Customers = 64;

    /// <summary>The first of them log in to create products.</summary>
    public const int Administrators = 4;

    /// <summary>Units of each product that are left.</summary>
    public const int Stock = 1_000_000;

    /// <param name="scale">1 for 1,000 products and 10,000 orders, 1,000 for a million of each.</param>
    public static ShopData Scaled(int scale) => new(1_000 * scale, 1_000 * Math.Max(10, scale));

    public static string EmailOf(long user) => $"{ShopIds.Text(IdKind.User, user)}@shop.example";

    public static string NameOf(long product) => $"Product {product}";

    public static string DescriptionOf(long product) =>
        $"The product with the number {product}: made to be looked at, ordered, packed and sent within a day.";

    public static int PriceOf(long product) => 100 + (int)(product % 900);

    /// <summary>The numbers of users who are administrators come after those of customers.</summary>
    public static bool IsAdministrator(long user) => user is >= Customers and < Customers + Administrators;

    /// <summary>Every second order belongs to the customers who log in, the others to all other users.</summary>
    public static long OwnerOf(long order) => order % 2 == 0
        ? order / 2 % Customers
        : Customers + (order / 2 % (Users - Customers));

    /// <summary>One of the orders of a customer who logs in.</summary>
    public long OrderOf(int customer, Random random) =>
        2 * (customer + (Customers * random.NextInt64((Orders / 2) / Customers)));

    /// <summary>One to three lines of products that differ: number of the product and quantity.</summary>
    public IEnumerable<(long Product, int Quantity)> LinesOf(long order)
    {
        for (var line = 0; line < 1 + (order % 3); line++)
        {
            yield return (((order * 7_919) + line) % Products, 1 + (int)((order + line) % 3));
        }
    }
}
