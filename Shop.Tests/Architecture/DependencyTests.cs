using System.Reflection;

namespace Shop.Tests.Architecture;

public sealed class DependencyTests
{
    private static readonly string[] Services = ["Shop.Users", "Shop.Products", "Shop.Orders", "Shop.Gateway"];

    [Theory]
    [InlineData("Shop.Users")]
    [InlineData("Shop.Products")]
    [InlineData("Shop.Orders")]
    [InlineData("Shop.Gateway")]
    [InlineData("Shop.Contracts")]
    [InlineData("Shop.Messaging")]
    [InlineData("Shop.ServiceDefaults")]
    public void Nothing_references_another_service(string assembly) =>
        Assert.Empty(References(assembly).Intersect(Services));

    [Fact]
    public void The_gateway_knows_no_database_and_the_broker_through_messaging_only() =>
        Assert.DoesNotContain(References("Shop.Gateway"), static name =>
            name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)
            || name.StartsWith("Npgsql", StringComparison.Ordinal)
            || name.StartsWith("RabbitMQ", StringComparison.Ordinal));

    [Fact]
    public void Contracts_depend_on_nothing_of_the_shop() =>
        Assert.DoesNotContain(References("Shop.Contracts"), static name =>
            name.StartsWith("Shop.", StringComparison.Ordinal));

    private static IEnumerable<string> References(string assembly) =>
        Assembly.Load(assembly).GetReferencedAssemblies().Select(static reference => reference.Name!);
}
