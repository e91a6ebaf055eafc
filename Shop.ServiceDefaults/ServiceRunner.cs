using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Shop.ServiceDefaults.Commands;
using Shop.ServiceDefaults.Startup;

namespace Shop.ServiceDefaults;

/// <summary>The last line of a service's program.</summary>
public static class ServiceRunner
{
    /// <summary>
    /// Runs the service; with an argument that names an <see cref="IServiceCommand"/> runs that instead, and with
    /// <c>--help</c> lists them. Another argument, or a start that fails, leaves one line on stderr and an exit code
    /// that is not 0.
    /// </summary>
    public static async Task RunServiceAsync(this WebApplication app, string[] args)
    {
        await using var _ = app;
        // Other arguments of the form --key=value have been taken as configuration by the host's builder.
        string[] arguments =
        [
            .. args.Where(static arg =>
                arg is "--help" or "--version" || !arg.StartsWith("--", StringComparison.Ordinal))
        ];
        if (arguments.Length > 0)
        {
            Environment.ExitCode = await CommandRunner.RunAsync(app.Services, arguments);

            return;
        }

        try
        {
            StartupChecks.CheckUrls(app.Configuration);
            StartupChecks.CheckMetricsPort(app.Configuration);
            app.Services.GetService<IStartupValidator>()?.Validate();
            await app.StartAsync();
        }
        catch (Exception exception) when (StartupErrors.Describe(exception) is { } line)
        {
            await Console.Error.WriteLineAsync(line);
            Environment.ExitCode = StartupErrors.ExitCode;

            return;
        }

        await app.WaitForShutdownAsync();
    }
}
