using Shop.Bench.Shop.Data;
using Shop.Faults.Cluster;

namespace Shop.Bench.Shop.Load;

/// <summary>The access tokens of those who ask, connection after connection in turn.</summary>
internal sealed class Callers(string[] customers, string[] administrators)
{
    public string? TokenOf(Role role, int connection) => role switch
    {
        Role.Customer => customers[connection % customers.Length],
        Role.Administrator => administrators[connection % administrators.Length],
        _ => null,
    };

    public static async Task<Callers> LogInAsync(ShopCluster shop)
    {
        var customers = await LogInAsync(shop, first: 0, ShopData.Customers);
        var administrators = await LogInAsync(shop, first: ShopData.Customers, ShopData.Administrators);

        return new Callers(customers, administrators);
    }

    private static async Task<string[]> LogInAsync(ShopCluster shop, int first, int count)
    {
        var tokens = new string[count];
        await Parallel.ForAsync(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            async (index, _) =>
            {
                var client = await shop.Client.LoginAsync(
                    ShopData.EmailOf(first + index), ShopCluster.AdminPassword);
                tokens[index] = client.Token!;
            });

        return tokens;
    }
}
