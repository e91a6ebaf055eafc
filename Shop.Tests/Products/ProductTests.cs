using Shop.Contracts;
using Shop.Products.Data;
using Shop.ServiceDefaults.Errors;

namespace Shop.Tests.Products;

public sealed class ProductTests
{
    private static readonly Guid Id = Guid.CreateVersion7();

    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void Starts_with_the_first_version()
    {
        var product = Create(stock: 7);

        Assert.Equal((1L, 7, 250, Now), (product.Version, product.Stock, product.Price, product.CreatedAt));
        Assert.Equal(Id, product.Id);
    }

    [Theory]
    [InlineData("", "d", 1, 1, "name")]
    [InlineData("   ", "d", 1, 1, "name")]
    [InlineData("a\0b", "d", 1, 1, "name")]
    [InlineData("two\nlines", "d", 1, 1, "name")]
    [InlineData("n", "", 1, 1, "description")]
    [InlineData("n", "bell\a", 1, 1, "description")]
    [InlineData("n", "d", -1, 1, "price")]
    [InlineData("n", "d", int.MinValue, 1, "price")]
    [InlineData("n", "d", 1, -1, "stock")]
    public void Names_the_field_that_is_not_valid(string name, string description, int price, int stock, string field)
    {
        var exception = Assert.Throws<BadInputException>(
            () => ProductDetails.Parse(name, description, price, stock));

        Assert.Equal(field, exception.Field);
    }

    [Fact]
    public void Takes_texts_up_to_their_limits_counted_in_characters()
    {
        var name = string.Concat(Enumerable.Repeat("🛒", ProductDetails.MaxNameLength));
        var description = new string('d', ProductDetails.MaxDescriptionLength);

        Assert.Equal(name, ProductDetails.Parse(name, description, 0, 0).Name);
        Assert.Throws<BadInputException>(() => ProductDetails.Parse(name + "x", description, 0, 0));
        Assert.Throws<BadInputException>(() => ProductDetails.Parse(name, description + "x", 0, 0));
    }

    [Fact]
    public void Keeps_what_looks_like_markup_or_sql_and_the_lines_of_a_description()
    {
        const string text = "'; DROP TABLE products; -- <b>";

        var product = Product.Create(
            Id, ProductDetails.Parse(text, $"first\n\tsecond\r\n{text}", int.MaxValue, int.MaxValue), Now);

        Assert.Equal((text, $"first\n\tsecond\r\n{text}"), (product.Name, product.Description));
    }

    [Fact]
    public void Grows_its_version_with_every_change()
    {
        var product = Create(stock: 7);

        product.Add(3);
        product.Subtract(10);

        Assert.Equal((0, 3L), (product.Stock, product.Version));
    }

    [Fact]
    public void Refuses_to_subtract_more_than_is_left()
    {
        var product = Create(stock: 7);

        var refusal = Assert.Throws<RefusalException>(() => product.Subtract(8));

        Assert.Equal(ErrorReasons.OutOfStock, refusal.Reason);
        Assert.Equal((7, 1L), (product.Stock, product.Version));
    }

    [Fact]
    public void Refuses_to_add_beyond_the_integer_range()
    {
        var product = Create(stock: 7);

        Assert.Equal("number", Assert.Throws<BadInputException>(() => product.Add(int.MaxValue - 6)).Field);
        product.Add(int.MaxValue - 7);

        Assert.Equal(int.MaxValue, product.Stock);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void Refuses_changes_of_less_than_one_unit(int number)
    {
        var product = Create(stock: 7);

        Assert.Throws<BadInputException>(() => product.Add(number));
        Assert.Throws<BadInputException>(() => product.Subtract(number));
    }

    [Fact]
    public void Has_no_stock_once_it_is_deleted()
    {
        var product = Create(stock: 7);

        product.Delete(Now);

        Assert.Equal((0, true, 2L), (product.Stock, product.ToState().Deleted, product.Version));
    }

    private static Product Create(int stock) =>
        Product.Create(Id, ProductDetails.Parse("mug", "A mug.", 250, stock), Now);
}
