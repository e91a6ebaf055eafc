using Microsoft.Extensions.DependencyInjection;

namespace Hosting.Tests;

/// <summary>Applications of shell commands, described and started by a test.</summary>
internal static class Applications
{
    /// <summary>A new one for each wait, so that no test uses up the time of the others.</summary>
    public static CancellationToken Timeout => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    public static IResourceBuilder<ExecutableResource> AddShell(
        this IDistributedApplicationBuilder builder, string name, string script) =>
        builder.AddExecutable(name, "/bin/sh", "/", "-c", script);

    /// <summary>The variables that a process is started with; a shell would drop those with a hyphen in their names.</summary>
    public static async Task<Dictionary<string, string>> EnvironmentOfAsync(
        Action<IDistributedApplicationBuilder, IResourceBuilder<ExecutableResource>> describe)
    {
        using var builder = DistributedApplicationTestingBuilder.Create();
        var shown = builder.AddExecutable("shown", "env", "/");
        describe(builder, shown);
        await using var app = await builder.BuildAsync(Timeout);
        await app.StartAsync(Timeout);
        await app.ResourceNotifications.WaitForResourceAsync("shown", KnownResourceStates.Finished, Timeout);
        var loggers = app.Services.GetRequiredService<ResourceLoggerService>();
        loggers.Complete(shown.Resource);
        var environment = new Dictionary<string, string>();
        await foreach (var lines in loggers.WatchAsync("shown"))
        {
            foreach (var pair in lines.Select(line => line.Content.Split('=', 2)).Where(pair => pair.Length == 2))
            {
                environment[pair[0]] = pair[1];
            }
        }

        return environment;
    }
}
