using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Hosting.Tests;

public class SampleAppHostTests
{
    private static CancellationToken Timeout => Applications.Timeout;

    [Fact]
    public async Task Runs_projects_on_the_endpoints_of_their_configuration_and_tells_others_all_replicas()
    {
        await using var builder = await DistributedApplicationTestingBuilder
            .CreateAsync<Projects.Hosting_Sample_AppHost>(Timeout);
        await using var app = await builder.BuildAsync(Timeout);
        await app.StartAsync(Timeout);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("web", Timeout);

        using var client = app.CreateHttpClient("web", "http");
        var environment = await client.GetFromJsonAsync<Dictionary<string, string>>("/environment", Timeout);

        Assert.NotNull(environment);
        Assert.Equal(app.GetEndpoint("web", "http").ToString().TrimEnd('/'), environment["Kestrel__Endpoints__http__Url"]);
        Assert.Equal("web", environment["OTEL_SERVICE_NAME"]);
        Assert.StartsWith("service.instance.id=web-", environment["OTEL_RESOURCE_ATTRIBUTES"], StringComparison.Ordinal);
        Assert.Equal(22, environment["API_PASSWORD"].Length);
        Assert.DoesNotContain("ASPNETCORE_URLS", environment.Keys);
        string[] references =
        [
            "services__api__http__0", "services__api__http__1", "services__api__grpc__0", "services__api__grpc__1",
        ];
        Assert.Equal(4, references.Select(name => environment[name]).Distinct().Count());
        Assert.Equal(environment["services__api__grpc__0"], environment["API_GRPC"]);
        foreach (var name in references[..2])
        {
            Assert.True((await client.GetAsync(new Uri(new Uri(environment[name]), "/health"), Timeout)).IsSuccessStatusCode);
        }
    }

    [Fact]
    public async Task A_failed_migration_keeps_the_service_from_starting()
    {
        await using var builder = await DistributedApplicationTestingBuilder
            .CreateAsync<Projects.Hosting_Sample_AppHost>(["--MigrationsExitCode=1"], Timeout);
        await using var app = await builder.BuildAsync(Timeout);
        await app.StartAsync(Timeout);

        await app.ResourceNotifications.WaitForResourceAsync("web", KnownResourceStates.FailedToStart, Timeout);
    }

    [Fact]
    public async Task A_test_can_change_the_application()
    {
        await using var builder = await DistributedApplicationTestingBuilder
            .CreateAsync<Projects.Hosting_Sample_AppHost>(Timeout);
        builder.Services.AddSingleton("added");
        builder.AddParameter("extra", "value");

        await using var app = await builder.BuildAsync(Timeout);

        Assert.Equal("added", app.Services.GetRequiredService<string>());
        Assert.Contains(
            app.Services.GetRequiredService<DistributedApplicationModel>().Resources, resource => resource.Name == "extra");
    }
}
