using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Shop.Contracts;

namespace Shop.Tests.AppHost;

/// <summary>The servers of the application as its AppHost starts them, without the services.</summary>
internal static class Servers
{
    public static readonly string[] Databases =
        [ResourceNames.UsersDatabase, ResourceNames.ProductsDatabase, ResourceNames.OrdersDatabase];

    public static CancellationToken Timeout => new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    public static async Task<DistributedApplication> StartAsync(params string[] args)
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Shop_AppHost>(
            ["--Containers=false", .. args], Timeout);
        foreach (var project in builder.Resources.OfType<ProjectResource>().ToList())
        {
            builder.Resources.Remove(project);
        }

        var app = await builder.BuildAsync(Timeout);
        try
        {
            await app.StartAsync(Timeout);
            foreach (var resource in Databases.Append(ResourceNames.Messaging))
            {
                await app.ResourceNotifications.WaitForResourceHealthyAsync(
                    resource, WaitBehavior.StopOnResourceUnavailable, Timeout);
            }
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        return app;
    }

    public static async Task<string> ConnectionStringAsync(this DistributedApplication app, string resource) =>
        await app.GetConnectionStringAsync(resource, Timeout)
        ?? throw new InvalidOperationException($"{resource} has no connection string.");
}
