using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Shop.ServiceDefaults.Database;
using Shop.ServiceDefaults.Startup;

namespace Shop.ServiceDefaults;

/// <summary>The last line of a service's program.</summary>
public static class ServiceRunner
{
    private const string Migrate = "migrate";

    /// <summary>
    /// Runs the service; with the argument <c>migrate</c> brings its database up to date instead. Another argument, or a
    /// start that fails, leaves one line on stderr and an exit code that is not 0.
    /// </summary>
    public static async Task RunServiceAsync<TContext>(this WebApplication app, string[] args)
        where TContext : DbContext
    {
        if (args is [Migrate])
        {
            await using (app)
            {
                Environment.ExitCode = await DatabaseMigration.RunAsync<TContext>(app.Services);
            }

            return;
        }

        await app.RunAsync(args, $"The only argument is '{Migrate}'.");
    }

    /// <summary>Runs a service that has no database and takes no arguments.</summary>
    public static Task RunServiceAsync(this WebApplication app, string[] args) =>
        app.RunAsync(args, "The service takes none.");

    private static async Task RunAsync(this WebApplication app, string[] args, string usage)
    {
        await using var _ = app;
        // Arguments of the form --key=value have been taken as configuration by the host's builder.
        if (args.FirstOrDefault(static arg => !arg.StartsWith("--", StringComparison.Ordinal)) is { } unknown)
        {
            Fail($"Unknown argument '{unknown}'. {usage}");
            return;
        }

        try
        {
            StartupChecks.CheckUrls(app.Configuration);
            app.Services.GetService<IStartupValidator>()?.Validate();
            await app.StartAsync();
        }
        catch (Exception exception) when (StartupErrors.Describe(exception) is { } line)
        {
            Fail(line);
            return;
        }

        await app.WaitForShutdownAsync();
    }

    private static void Fail(string line)
    {
        Console.Error.WriteLine(line);
        Environment.ExitCode = StartupErrors.ExitCode;
    }
}
