using System.Collections.Concurrent;
using HotChocolate.Types;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HotChocolate.Execution;

/// <summary>Builds each schema once, when the host starts.</summary>
internal sealed class RequestExecutorProvider(
    IServiceProvider services,
    IOptionsMonitor<SchemaSetup> setups,
    IServiceProviderIsService isService,
    ILogger<ErrorHandler> logger,
    IHostEnvironment? environment = null) : IRequestExecutorProvider, IHostedService
{
    public const string DefaultName = "_Default";

    private readonly ConcurrentDictionary<string, Lazy<RequestExecutor>> _executors = new(StringComparer.Ordinal);

    public ValueTask<IRequestExecutor> GetExecutorAsync(
        string? schemaName = null,
        CancellationToken cancellationToken = default) => new(Get(schemaName ?? DefaultName));

    public RequestExecutor Get(string name) =>
        _executors.GetOrAdd(name, static (key, provider) => new Lazy<RequestExecutor>(() => provider.Create(key)), this)
            .Value;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var registered in services.GetServices<SchemaName>().Distinct())
        {
            Get(registered.Value);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private RequestExecutor Create(string name)
    {
        var setup = setups.Get(name);
        foreach (var service in setup.ApplicationServices.Where(service => !isService.IsService(service)))
        {
            throw new SchemaException($"The application service {service} is not registered.");
        }

        var schema = SchemaBuilder.Build(name, setup, isService);
        var filters = setup.ErrorFilters.ConvertAll(create => create(services));
        var allowIntrospection = setup.DisableIntrospection is { } disabled
            ? !disabled
            : !setup.DefaultSecurity || environment?.IsDevelopment() != false;

        return new RequestExecutor(
            schema, setup, allowIntrospection, services, new ErrorHandler(filters, setup.RequestOptions, logger));
    }
}

/// <summary>Says that a schema of this name was registered.</summary>
internal sealed record SchemaName(string Value);
