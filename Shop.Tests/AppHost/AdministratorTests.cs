using Aspire.Hosting.ApplicationModel;
using Shop.AppHost.Startup;

namespace Shop.Tests.AppHost;

public sealed class AdministratorTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("shop-administrator-").FullName;

    [Fact]
    public async Task Shows_a_generated_password_once_for_each_administrator()
    {
        Assert.Equal("Administrator: a@shop.example, password made", await DescribeAsync("a@shop.example", "made"));
        Assert.Null(await DescribeAsync("A@shop.example", "made"));
        Assert.Equal("Administrator: b@shop.example, password made", await DescribeAsync("b@shop.example", "made"));
    }

    [Fact]
    public async Task Shows_no_generated_password_where_another_one_was_given_first()
    {
        Assert.Null(await DescribeAsync("a@shop.example", "given"));
        Assert.Null(await DescribeAsync("a@shop.example", "made"));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private Task<string?> DescribeAsync(string email, string password) =>
        new Administrator(
            new ParameterResource("email", _ => email),
            new ParameterResource("password", _ => password, secret: true),
            () => "made",
            Path.Combine(_directory, "administrator-shown")).DescribeAsync(CancellationToken.None);
}
