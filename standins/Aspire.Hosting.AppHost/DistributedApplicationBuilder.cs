using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly HostApplicationBuilder _host;
    private readonly TestingHook? _hook = TestingHook.Current;

    public DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        AppHostAssembly = options.AssemblyName is { } name ? Assembly.Load(name) : _hook?.AppHost ?? Assembly.GetEntryAssembly();
        AppHostDirectory = AppHostAssembly?.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(a => a.Key == "AppHostProjectPath")?.Value ?? Directory.GetCurrentDirectory();
        _host = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
        {
            Args = [.. options.Args ?? [], .. _hook?.Args ?? []],
            ApplicationName = AppHostAssembly?.GetName().Name,
            ContentRootPath = AppHostDirectory,
            EnvironmentName = _hook?.EnvironmentName,
        });
        if (_hook is not null)
        {
            // Before what the caller gives on the command line, which wins.
            _host.Configuration.Sources.Insert(0, _hook.DefaultConfiguration);
        }

        ExecutionContext = new DistributedApplicationExecutionContext(
            IsPublishAsked(Configuration) ? DistributedApplicationOperation.Publish : DistributedApplicationOperation.Run);
        AddServices(_host.Services);
    }

    public ConfigurationManager Configuration => _host.Configuration;

    public string AppHostDirectory { get; }

    public Assembly? AppHostAssembly { get; }

    public IHostEnvironment Environment => _host.Environment;

    public IServiceCollection Services => _host.Services;

    public IDistributedApplicationEventing Eventing { get; } = new DistributedApplicationEventing();

    public DistributedApplicationExecutionContext ExecutionContext { get; }

    public IResourceCollection Resources { get; } = new ResourceCollection();

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        if (Resources.Any(r => r.Name.Equals(resource.Name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new DistributedApplicationException(
                $"Cannot add resource of type '{typeof(T)}' with name '{resource.Name}' because a resource has that name.");
        }

        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource => new ResourceBuilder<T>(this, resource);

    public DistributedApplication Build()
    {
        _hook?.Building(this);
        var application = new DistributedApplication(_host.Build(), _hook);
        _hook?.Built(application);
        return application;
    }

    private static bool IsPublishAsked(ConfigurationManager configuration) =>
        (configuration["Publishing:Publisher"] ?? configuration["publisher"]) is not null
        || "publish".Equals(
            configuration["AppHost:Operation"] ?? configuration["operation"], StringComparison.OrdinalIgnoreCase);

    private void AddServices(IServiceCollection services)
    {
        services.AddSingleton(Eventing);
        services.AddSingleton(ExecutionContext);
        services.AddSingleton(new DistributedApplicationModel(Resources));
        services.AddSingleton<ResourceNotificationService>();
        services.AddSingleton<ResourceLoggerService>();
        services.AddSingleton<PortAllocator>();
        services.AddSingleton<ProcessLauncher>();
        services.AddSingleton<ResourceRunner>();
        services.AddSingleton(_hook is null ? ResourceOutputTarget.Console : ResourceOutputTarget.Loggers);

        // Stopped in the reverse order: nothing is checked any more while the resources end.
        services.AddHostedService<ResourceOutput>();
        services.AddHostedService<Orchestrator>();
        services.AddHostedService<ResourceHealthService>();
        services.AddHealthChecks();
        services.AddHttpClient();
        services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(30));
        _host.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        _host.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        _host.Logging.AddFilter("System.Net.Http.HttpClient", LogLevel.Warning);
    }
}
