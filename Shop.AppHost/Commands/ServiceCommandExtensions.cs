using Microsoft.Extensions.Logging.Abstractions;
using Shop.AppHost.Services;

namespace Shop.AppHost.Commands;

/// <summary>Puts commands of the services' own binaries into the dashboard and the Aspire CLI.</summary>
internal static class ServiceCommandExtensions
{
    /// <summary>
    /// Adds a command that runs the service's binary once, with the service's settings, and shows its output.
    /// </summary>
    /// <param name="resource">The resource that the command is shown at.</param>
    /// <param name="service">The service whose binary knows the command.</param>
    /// <param name="name">The name of the command in the dashboard, the CLI and the binary.</param>
    /// <param name="displayName">What the dashboard calls it.</param>
    /// <param name="options">How it looks and what it asks for.</param>
    /// <param name="prepare">Adds arguments and variables to the call; what it throws is the result.</param>
    public static IResourceBuilder<T> WithServiceCommand<T>(
        this IResourceBuilder<T> resource, IResourceBuilder<ProjectResource> service, string name, string displayName,
        ProcessCommandOptions options, Func<ExecuteCommandContext, ServiceCall, Task>? prepare = null)
        where T : IResource
    {
        options.UpdateState = static context => context.ResourceSnapshot.State?.Text == KnownResourceStates.Running
            ? ResourceCommandState.Enabled
            : ResourceCommandState.Disabled;

        return resource.WithProcessCommand(
            name,
            displayName,
            async context =>
            {
                var call = new ServiceCall([name], await SettingsAsync(service, context.CancellationToken));
                if (prepare is not null)
                {
                    await prepare(context, call);
                }

                var binary = ServiceBinary.Of(service.Resource);

                return new ProcessCommandSpec(binary.Path)
                {
                    WorkingDirectory = binary.ProjectDirectory,
                    Arguments = call.Arguments,
                    EnvironmentVariables = call.Settings,
                };
            },
            options);
    }

    private static async Task<Dictionary<string, string>> SettingsAsync(
        IResourceBuilder<ProjectResource> service, CancellationToken cancellationToken)
    {
        var configuration = await ExecutionConfigurationBuilder.Create(service.Resource)
            .WithEnvironmentVariablesConfig()
            .BuildAsync(service.ApplicationBuilder.ExecutionContext, NullLogger.Instance, cancellationToken);

        return configuration.EnvironmentVariables.ToDictionary();
    }
}

/// <summary>A call of a service's binary.</summary>
/// <param name="Arguments">The name of the command and what follows it.</param>
/// <param name="Settings">The environment of the service.</param>
internal sealed record ServiceCall(List<string> Arguments, Dictionary<string, string> Settings);
