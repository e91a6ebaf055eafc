using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

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

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var (key, value) in settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureTestServices(collection => services?.Invoke(collection));
    }
}
