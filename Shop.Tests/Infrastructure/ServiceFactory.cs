using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Shop.ServiceDefaults.Startup;

namespace Shop.Tests.Infrastructure;

/// <summary>
/// A service in the test's process: its own Program.cs, with settings and services of the test on top.
/// </summary>
/// <typeparam name="TService">Any type of the service's assembly.</typeparam>
internal sealed class ServiceFactory<TService>(
    IReadOnlyDictionary<string, string?> settings,
    Action<IServiceCollection>? services = null)
    : WebApplicationFactory<TService>
    where TService : class
{
    /// <summary>What calls the service by gRPC.</summary>
    public CallInvoker Calls => GrpcChannel
        .ForAddress("http://localhost", new GrpcChannelOptions { HttpHandler = Server.CreateHandler() })
        .CreateCallInvoker();

    /// <summary>Does once more what the service does before it is healthy.</summary>
    public async Task WarmUpAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        foreach (var warmUp in scope.ServiceProvider.GetServices<IWarmUp>())
        {
            await warmUp.RunAsync(TestContext.Current.CancellationToken);
        }
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var (key, value) in settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureTestServices(collection => services?.Invoke(collection));
    }
}
