using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Shop.AppHost.Startup;
using Shop.Contracts;

namespace Shop.Tests.AppHost;

[Collection(AppHostCollection.Name)]
public class StartupFailureTests
{
    [Fact]
    public async Task A_server_that_ends_at_once_ends_the_start_of_what_waits_for_it()
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Shop_AppHost>(
            ["--Containers=false"], Servers.Timeout);
        // There is no certificate.
        builder.Resources.Single(static resource => resource.Name == ResourceNames.Postgres).Annotations.Add(
            new CommandLineArgsCallbackAnnotation(static args =>
            {
                args.Add("-c");
                args.Add("ssl=on");
            }));
        await using var app = await builder.BuildAsync(Servers.Timeout);
        var failure = app.Services.GetRequiredService<StartupFailure>();

        Assert.Equal(1, await app.RunToEndAsync().WaitAsync(Servers.Timeout));
        Assert.Matches(
            "^Resource 'postgres' ended before everything was ready: .*could not load server certificate",
            failure.Line);
    }
}
