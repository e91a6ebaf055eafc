using Grpc.Core;
using Shop.Contracts;
using Shop.Contracts.Products.V1;
using Shop.ServiceDefaults.Grpc;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.Products;

public sealed class ProductsGrpcServiceTests(ProductsServiceFixture products) : IClassFixture<ProductsServiceFixture>
{
    [Fact]
    public async Task Serves_the_catalogue_to_everybody()
    {
        var mug = await products.AddProductAsync(stock: 3);

        var found = await products.Client.GetProductAsync(
            new() { Id = mug.Id.ToUpperInvariant() }, TokenForge.Anonymous);
        var batch = await products.Client.BatchGetProductsAsync(
            new() { Ids = { mug.Id, Guid.NewGuid().ToString() } }, TokenForge.Anonymous);
        var page = await products.Client.GetProductsAsync(new(), TokenForge.Anonymous);

        Assert.Equal(mug, found.Product);
        Assert.Equal(mug, Assert.Single(batch.Products));
        Assert.Contains(mug, page.Products);
    }

    [Fact]
    public async Task Tells_callers_that_the_database_takes_no_writes_and_goes_on_when_it_does()
    {
        var mug = await products.AddProductAsync(stock: 3);
        await ReadOnlyDatabase.SetAsync(products.Database, isReadOnly: true);
        try
        {
            for (var tries = 0; tries < 3; tries++)
            {
                var refusal = await Assert.ThrowsAsync<RpcException>(() => products.AddProductAsync(stock: 3));
                Assert.Equal(StatusCode.Unavailable, refusal.StatusCode);
            }

            var found = await products.Client.GetProductAsync(new() { Id = mug.Id }, TokenForge.Anonymous);
            Assert.Equal(mug, found.Product);
        }
        finally
        {
            await ReadOnlyDatabase.SetAsync(products.Database, isReadOnly: false);
        }

        await Eventually.SucceedsAsync(() => products.AddProductAsync(stock: 3), "a product");
    }

    [Fact]
    public async Task Tells_callers_that_a_table_is_locked_within_their_deadline_and_goes_on_when_it_is_free()
    {
        var mug = await products.AddProductAsync(stock: 3);
        await using (await LockedTable.TakeAsync(products.Database, "products"))
        {
            var refusals = await Task.WhenAll(
                RefuseAsync(products.Client.GetProductAsync(new() { Id = mug.Id }, TokenForge.Anonymous)),
                RefuseAsync(products.Client.GetProductsAsync(new(), TokenForge.Anonymous)),
                RefuseAsync(Update(mug.Id, InventoryOperation.Add, 1)))
                .WaitAsync(new ServiceClientOptions().Deadline, TestContext.Current.CancellationToken);

            Assert.All(refusals, refusal => Assert.Equal(StatusCode.Unavailable, refusal.StatusCode));
        }

        var found = await products.Client.GetProductAsync(new() { Id = mug.Id }, TokenForge.Anonymous);
        Assert.Equal(mug, found.Product);
    }

    [Fact]
    public async Task Keeps_any_text_as_it_was_given()
    {
        var request = new AddProductRequest
        {
            Name = "Robert'); DROP TABLE products;--",
            Description = "🛒\n\t<b>\"quoted\"</b> \\",
            Price = int.MaxValue,
            Stock = int.MaxValue,
        };

        var added = await products.Client.AddProductAsync(request, products.Administrator);
        var found = await products.Client.GetProductAsync(new() { Id = added.Product.Id }, TokenForge.Anonymous);

        Assert.Equal(
            (request.Name, request.Description, request.Price, request.Stock),
            (found.Product.Name, found.Product.Description, found.Product.Price, found.Product.Stock));
    }

    [Fact]
    public async Task Updates_the_inventory()
    {
        var mug = await products.AddProductAsync(stock: 3);

        var added = await Update(mug.Id, InventoryOperation.Add, 4);
        var subtracted = await Update(mug.Id, InventoryOperation.Subtract, 7);
        var deleted = await Update(mug.Id, InventoryOperation.Delete, -1);

        Assert.Equal((7, 2L), (added.Stock, added.Version));
        Assert.Equal((0, 3L), (subtracted.Stock, subtracted.Version));
        Assert.Equal((0, 4L), (deleted.Stock, deleted.Version));
        await products.Client.GetProductAsync(new() { Id = mug.Id }, TokenForge.Anonymous)
            .RefusedAsync(StatusCode.NotFound, ErrorReasons.NotFound);
    }

    [Fact]
    public async Task Refuses_to_subtract_more_than_there_is()
    {
        var mug = await products.AddProductAsync(stock: 3);

        await Update(mug.Id, InventoryOperation.Subtract, 4)
            .RefusedAsync(StatusCode.FailedPrecondition, ErrorReasons.OutOfStock);

        Assert.Equal(
            3, (await products.Client.GetProductAsync(new() { Id = mug.Id }, TokenForge.Anonymous)).Product.Stock);
    }

    [Fact]
    public async Task Lets_only_administrators_change_anything()
    {
        var mug = await products.AddProductAsync(stock: 3);
        var add = new AddProductRequest { Name = "n", Description = "d" };
        var update = new UpdateInventoryRequest { Id = mug.Id, Operation = InventoryOperation.Add, Number = 1 };
        var customer = products.Customer;

        await products.Client.AddProductAsync(add, customer).FailedAsync(StatusCode.PermissionDenied);
        await products.Client.UpdateInventoryAsync(update, customer).FailedAsync(StatusCode.PermissionDenied);
        await products.Client.AddProductAsync(add, TokenForge.Anonymous).FailedAsync(StatusCode.Unauthenticated);
        await products.Client.UpdateInventoryAsync(update, TokenForge.Anonymous)
            .FailedAsync(StatusCode.Unauthenticated);

        Assert.Equal(
            3, (await products.Client.GetProductAsync(new() { Id = mug.Id }, TokenForge.Anonymous)).Product.Stock);
    }

    [Theory]
    [InlineData("", "d", 0, 0, "name")]
    [InlineData("a\0", "d", 0, 0, "name")]
    [InlineData("n", " ", 0, 0, "description")]
    [InlineData("n", "d", -1, 0, "price")]
    [InlineData("n", "d", 0, -1, "stock")]
    public async Task Names_the_field_of_a_product_that_is_not_valid(
        string name, string description, int price, int stock, string field)
    {
        var request = new AddProductRequest { Name = name, Description = description, Price = price, Stock = stock };

        await products.Client.AddProductAsync(request, products.Administrator).InvalidAsync(field);
    }

    [Theory]
    [InlineData(0, 1, "operation")]
    [InlineData(9, 1, "operation")]
    [InlineData(-1, 1, "operation")]
    [InlineData(1, 0, "number")]
    [InlineData(1, -1, "number")]
    [InlineData(1, int.MaxValue, "number")]
    [InlineData(2, 0, "number")]
    public async Task Names_the_field_of_an_update_that_is_not_valid(int operation, int number, string field)
    {
        var mug = await products.AddProductAsync(stock: 3);

        await Update(mug.Id, (InventoryOperation)operation, number).InvalidAsync(field);

        Assert.Equal(mug, (await products.Client.GetProductAsync(new() { Id = mug.Id }, TokenForge.Anonymous)).Product);
    }

    [Fact]
    public async Task Names_ids_and_pages_that_are_not_valid()
    {
        await products.Client.GetProductAsync(new() { Id = "42" }, TokenForge.Anonymous).InvalidAsync("id");
        await Update("", InventoryOperation.Add, 1).InvalidAsync("id");
        await products.Client.BatchGetProductsAsync(
            new() { Ids = { Guid.NewGuid().ToString(), "x" } }, TokenForge.Anonymous).InvalidAsync("ids[1]");
        await products.Client.GetProductsAsync(new() { First = 0 }, TokenForge.Anonymous).InvalidAsync("first");
        await products.Client.GetProductsAsync(new() { First = 101 }, TokenForge.Anonymous).InvalidAsync("first");
        await products.Client.GetProductsAsync(new() { After = "" }, TokenForge.Anonymous).InvalidAsync("after");
    }

    private static Task<RpcException> RefuseAsync<TResponse>(AsyncUnaryCall<TResponse> call) =>
        Assert.ThrowsAsync<RpcException>(async () => await call);

    private AsyncUnaryCall<UpdateInventoryResponse> Update(string id, InventoryOperation operation, int number) =>
        products.Client.UpdateInventoryAsync(
            new() { Id = id, Operation = operation, Number = number }, products.Administrator);
}
