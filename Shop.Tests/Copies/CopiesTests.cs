using System.Reflection;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Shop.Contracts.Products.V1;
using Shop.Copies;
using Shop.Orders.Data;
using Shop.ServiceDefaults.Startup;
using Shop.Tests.Infrastructure;
using Shop.Tests.ServiceDefaults;

namespace Shop.Tests.Copies;

/// <summary>The commands in the services, whose rows come from each other.</summary>
[Collection(nameof(ProbeProcess))]
public sealed class CopiesTests : IAsyncLifetime
{
    private const int Rows = 2_100;

    private readonly CopiesFixture _shop = new();

    public async ValueTask InitializeAsync()
    {
        await _shop.InitializeAsync();
        await _shop.InProductsAsync(db => db.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO products (id, name, description, price, stock, version, created_at, deleted_at)
             SELECT gen_random_uuid(), 'mug ' || n, 'A mug.', n, n, n, now(), CASE WHEN n % 10 = 0 THEN now() END
             FROM generate_series(1, {Rows}) AS n
             """));
    }

    public ValueTask DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task Copies_are_rebuilt_from_nothing_and_then_agree()
    {
        Assert.Equal(1, await _shop.RunInOrdersAsync("check-copies", _shop.Administrator));

        Assert.Equal(0, await _shop.RunInOrdersAsync("rebuild-copies", _shop.Administrator));

        Assert.Equal((Rows, Rows / 10), await CountCopiesAsync());
        Assert.Equal(0, await _shop.RunInOrdersAsync("check-copies", _shop.Administrator));

        await _shop.InOrdersAsync(db => db.ProductCopies.Where(copy => copy.Name == "mug 7").ExecuteDeleteAsync());
        Assert.Equal(1, await _shop.RunInOrdersAsync("check-copies", _shop.Administrator));
    }

    [Theory]
    [InlineData("rebuild-copies")]
    [InlineData("check-copies")]
    public async Task Nothing_happens_without_an_administrators_token(string command)
    {
        var missing = await Assert.ThrowsAsync<ConfigurationException>(
            () => _shop.RunInOrdersAsync(command, token: null));
        var customers = await Assert.ThrowsAsync<CopySourceException>(
            () => _shop.RunInOrdersAsync(command, _shop.Customer));
        var invalid = await Assert.ThrowsAsync<CopySourceException>(() => _shop.RunInOrdersAsync(command, "abc"));

        Assert.Equal(
            "Configuration 'ACCESS_TOKEN' needs the access token of an administrator.", missing.Message);
        Assert.Equal(
            "The rows of the service 'products' cannot be read: the access token is not an administrator's.",
            customers.Message);
        Assert.Equal(
            "The rows of the service 'products' cannot be read: the access token is not valid.", invalid.Message);
        Assert.Equal((0, 0), await CountCopiesAsync());
    }

    [Theory]
    [InlineData("", null, "Configuration 'ACCESS_TOKEN' needs the access token of an administrator.")]
    [InlineData("abc", null, "The rows of the service 'products' cannot be read: Unavailable Connection refused")]
    [InlineData("abc", "Host=127.0.0.1;Port=1;Username=a;Database=b", "Database 'b': Connection refused")]
    public async Task A_command_that_cannot_do_its_work_ends_in_one_line(string token, string? database, string problem)
    {
        await using var orders = ProbeProcess.Start(
            Assembly.Load("Shop.Orders"),
            [
                ("ConnectionStrings__orders-db", database ?? _shop.OrdersDatabase),
                ("ConnectionStrings__messaging", "amqp://guest:guest@127.0.0.1:1"),
                ("services__products__grpc__0", "http://127.0.0.1:1"),
                ("ACCESS_TOKEN", token),
            ],
            "rebuild-copies");

        var (exitCode, _, error) = await orders.EndAsync();

        Assert.Equal(1, exitCode);
        var line = Assert.Single(error.TrimEnd('\n').Split('\n'));
        Assert.StartsWith($"rebuild-copies: {problem}", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exports_come_in_ascending_pages_and_are_for_administrators_only()
    {
        var administrator = TokenForge.Authorization(_shop.Administrator);
        var pages = new List<ExportProductsResponse>();
        using (var call = _shop.Products.ExportProducts(new ExportProductsRequest(), administrator))
        {
            await foreach (var page in call.ResponseStream.ReadAllAsync(TestContext.Current.CancellationToken))
            {
                pages.Add(page);
            }
        }

        Assert.Equal([500, 500, 500, 500, 100], pages.Select(page => page.Products.Count));
        string[] ids = [.. pages.SelectMany(page => page.Products).Select(product => product.Id)];
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);

        var tooMany = new ExportProductsRequest { Ids = { Enumerable.Repeat(ids[0], 101) } };
        Assert.Equal(
            StatusCode.InvalidArgument, await StatusAsync(_shop.Products.ExportProducts(tooMany, administrator)));
        var customer = TokenForge.Authorization(_shop.Customer);
        Assert.Equal(
            StatusCode.PermissionDenied,
            await StatusAsync(_shop.Products.ExportProducts(new ExportProductsRequest(), customer)));
        Assert.Equal(
            StatusCode.Unauthenticated,
            await StatusAsync(_shop.Products.ExportProducts(new ExportProductsRequest(), TokenForge.Anonymous)));
    }

    [Fact]
    public void A_copy_has_the_table_and_the_columns_of_the_model()
    {
        using var orders = new OrdersDbContext(
            new DbContextOptionsBuilder<OrdersDbContext>().UseNpgsql().Options);

        var table = CopyTable.Of<ProductCopy>(orders);

        Assert.Equal("product_copies", table.Name);
        Assert.Equal(
            ["deleted", "id", "name", "price", "stock", "version"], table.Columns.Order(StringComparer.Ordinal));
    }

    private static async Task<StatusCode> StatusAsync<TPage>(AsyncServerStreamingCall<TPage> call)
    {
        using (call)
        {
            var exception = await Assert.ThrowsAsync<RpcException>(
                () => call.ResponseStream.MoveNext(CancellationToken.None));

            return exception.StatusCode;
        }
    }

    private async Task<(int All, int Deleted)> CountCopiesAsync()
    {
        var counts = (0, 0);
        await _shop.InOrdersAsync(async db => counts = (
            await db.ProductCopies.CountAsync(),
            await db.ProductCopies.CountAsync(product => product.Deleted)));

        return counts;
    }
}
