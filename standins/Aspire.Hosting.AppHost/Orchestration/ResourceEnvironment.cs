using System.Collections;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Orchestration;

/// <summary>The environment and the arguments of a resource's process.</summary>
internal sealed class ResourceEnvironment(
    IResource resource, int replica, string resourceId, DistributedApplicationExecutionContext executionContext,
    IHostEnvironment host)
{
    // What the host itself is started with, and its children must not take for theirs.
    private static readonly string[] HostOnly =
        ["ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS", "DOTNET_LAUNCH_PROFILE", "HTTP_PORTS", "MSBUILD"];

    public async Task<Dictionary<string, string>> VariablesAsync(CancellationToken cancellationToken)
    {
        var declared = new Dictionary<string, object>();
        if (resource is ProjectResource)
        {
            AddTelemetry(declared);
            declared["LOGGING__CONSOLE__FORMATTERNAME"] = "simple";
        }

        AddEndpoints(declared);
        var context = new EnvironmentCallbackContext(executionContext, resource, declared, cancellationToken);
        foreach (var callback in resource.Annotations.OfType<EnvironmentCallbackAnnotation>().ToList())
        {
            await callback.Callback(context);
        }

        var variables = resource is ContainerResource ? [] : Inherited();
        foreach (var (name, value) in declared)
        {
            if (await ResolveAsync(value, cancellationToken) is { } resolved)
            {
                variables[name] = resolved;
            }
        }

        return variables;
    }

    public async Task<List<string>> ArgumentsAsync(CancellationToken cancellationToken)
    {
        var context = new CommandLineArgsCallbackContext([], cancellationToken);
        foreach (var callback in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>().ToList())
        {
            await callback.Callback(context);
        }

        var arguments = new List<string>();
        foreach (var argument in context.Args)
        {
            arguments.Add(await ResolveAsync(argument, cancellationToken) ?? string.Empty);
        }

        return arguments;
    }

    private static async ValueTask<string?> ResolveAsync(object value, CancellationToken cancellationToken) => value switch
    {
        string text => text,
        IResourceBuilder<IResource> { Resource: IValueProvider provider } => await provider.GetValueAsync(cancellationToken),
        IValueProvider provider => await provider.GetValueAsync(cancellationToken),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static Dictionary<string, string> Inherited() => Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .Select(e => (Name: (string)e.Key, Value: (string?)e.Value))
        .Where(e => !HostOnly.Any(name => e.Name.StartsWith(name, StringComparison.Ordinal))
            && !e.Name.StartsWith("ASPIRE_", StringComparison.Ordinal)
            && !e.Name.StartsWith("Parameters__", StringComparison.OrdinalIgnoreCase))
        .ToDictionary(e => e.Name, e => e.Value ?? string.Empty);

    // There is no dashboard: telemetry goes where the host's own environment says, if it says so.
    private void AddTelemetry(Dictionary<string, object> variables)
    {
        variables["OTEL_SERVICE_NAME"] = resource.Name;
        variables["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={resourceId}";
        variables["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "in_memory";
        if (host.IsDevelopment())
        {
            // Shown at once rather than in large batches.
            variables["OTEL_BLRP_SCHEDULE_DELAY"] = "1000";
            variables["OTEL_BSP_SCHEDULE_DELAY"] = "1000";
            variables["OTEL_METRIC_EXPORT_INTERVAL"] = "1000";
            variables["OTEL_TRACES_SAMPLER"] = "always_on";
            variables["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based";
        }
    }

    private void AddEndpoints(Dictionary<string, object> variables)
    {
        var urls = new List<string>();
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            var port = endpoint.Replicas[replica].Port.ToString(CultureInfo.InvariantCulture);
            var url = $"{endpoint.UriScheme}://{endpoint.TargetHost}:{port}";
            if (endpoint.PortVariable is { } variable)
            {
                variables[variable] = resource is ContainerResource
                    ? endpoint.TargetPort?.ToString(CultureInfo.InvariantCulture) ?? port
                    : port;
            }

            if (resource is ProjectResource && endpoint.FromKestrel)
            {
                variables[$"Kestrel__Endpoints__{endpoint.Name}__Url"] = url;
            }
            else if (resource is ProjectResource && endpoint.UriScheme is "http" or "https")
            {
                urls.Add(url);
            }
        }

        if (urls.Count > 0)
        {
            variables["ASPNETCORE_URLS"] = string.Join(';', urls);
        }
    }
}
