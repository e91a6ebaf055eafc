using Aspire.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Shop.Tests.AppHost;

/// <summary>
/// These tests start servers through the orchestrator, most of them share these; nothing else runs beside them.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AppHostCollection : ICollectionFixture<ServersFixture>
{
    public const string Name = "apphost";
}

public sealed class ServersFixture : IAsyncLifetime
{
    public const int Replicas = 30;

    public DistributedApplication App { get; private set; } = null!;

    public string DataDirectory => App.Services.GetRequiredService<DataDirectory>().Path;

    public async ValueTask InitializeAsync() => App = await Servers.StartAsync($"--Replicas={Replicas}");

    public async ValueTask DisposeAsync()
    {
        var directory = DataDirectory;
        await App.StopAsync();
        await App.DisposeAsync();
        await Eventually.TrueAsync(() => !Directory.Exists(directory), "the end of the data");
    }
}
