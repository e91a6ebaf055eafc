namespace Hosting.Tests;

public class ReferenceTests
{
    [Fact]
    public async Task A_connection_string_is_handed_over_under_its_name()
    {
        var environment = await Applications.EnvironmentOfAsync(
            (builder, shown) =>
            {
                builder.Configuration["ConnectionStrings:main-db"] = "Host=example";
                shown.WithReference(builder.AddConnectionString("main-db"));
            });

        Assert.Equal("Host=example", environment["ConnectionStrings__main-db"]);
    }

    [Fact]
    public async Task A_connection_string_may_be_handed_over_under_another_name()
    {
        var environment = await Applications.EnvironmentOfAsync(
            (builder, shown) =>
            {
                builder.Configuration["ConnectionStrings:main-db"] = "Host=example";
                shown.WithReference(builder.AddConnectionString("main-db"), "other");
            });

        Assert.Equal("Host=example", environment["ConnectionStrings__other"]);
        Assert.DoesNotContain("ConnectionStrings__main-db", environment.Keys);
    }

    [Fact]
    public async Task An_endpoint_is_handed_over_with_its_address()
    {
        var environment = await Applications.EnvironmentOfAsync(
            (builder, shown) =>
            {
                var server = builder.AddShell("my-server", "exec sleep 100").WithHttpEndpoint(name: "web", env: "PORT");
                shown.WithReference(server.GetEndpoint("web"))
                    .WithEnvironment("SERVER_PORT", ReferenceExpression.Create(
                        $"port {server.GetEndpoint("web").Property(EndpointProperty.Port)}"));
            });

        var url = new Uri(environment["services__my-server__web__0"]);
        Assert.Equal(url.ToString().TrimEnd('/'), environment["MY_SERVER_WEB"]);
        Assert.Equal($"port {url.Port}", environment["SERVER_PORT"]);
    }

    [Fact]
    public async Task What_only_the_host_needs_is_not_inherited()
    {
        Environment.SetEnvironmentVariable("ASPIRE_SOMETHING", "x");
        var environment = await Applications.EnvironmentOfAsync((_, _) => { });

        Assert.DoesNotContain("ASPIRE_SOMETHING", environment.Keys);
        Assert.Contains("PATH", environment.Keys);
    }

    [Fact]
    public async Task A_value_can_be_percent_encoded()
    {
        using var builder = DistributedApplicationTestingBuilder.Create();
        var password = builder.AddParameter("password", "a/b c").Resource;

        var uri = ReferenceExpression.Create($"amqp://{{guest}}:{password:uri}@host");

        Assert.Equal("amqp://{guest}:a%2Fb%20c@host", await uri.GetValueAsync());
        Assert.Equal("amqp://{{guest}}:{0}@host", uri.Format);
        Assert.Equal(["{password.value}"], uri.ManifestExpressions);
    }

    [Theory]
    [InlineData("orders-db", "ORDERS_DB")]
    [InlineData("1st", "_1ST")]
    [InlineData("a.b", "A_B")]
    public void Names_are_encoded_for_variables(string name, string expected) =>
        Assert.Equal(expected, ResourceBuilderExtensions.Encode(name));
}
