using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Polly.Timeout;
using Shop.AppHost.Local;

namespace Shop.AppHost.Startup;

internal static class RunExtensions
{
    /// <summary>Adds the table that start-up ends with.</summary>
    public static void AddReadyReport(
        this IDistributedApplicationBuilder builder, IResourceBuilder<ParameterResource> email,
        IResourceBuilder<ParameterResource> password)
    {
        if (builder.ExecutionContext.IsRunMode)
        {
            var data = builder.GetDataDirectory();
            var shownFile = data.IsTemporary ? null : Path.Combine(data.Path, "administrator-shown");
            builder.Services.AddSingleton(new Administrator(
                email.Resource, password.Resource, () => Generated(password.Resource), shownFile));
            builder.Services.AddSingleton<StartupFailure>();
            // The first one: the orchestrator's own start lasts until everything has started.
            builder.Services.Insert(0, ServiceDescriptor.Singleton<IHostedService, ReadyReport>());
        }
    }

    /// <summary>Runs the application until it is stopped; what keeps it from starting is told in one line.</summary>
    public static async Task<int> RunToEndAsync(this DistributedApplication application)
    {
        var failure = application.Services.GetService<StartupFailure>();
        string? line = null;
        try
        {
            await application.RunAsync();
        }
        catch (OperationCanceledException) when (failure?.Line is not null)
        {
            // The start was broken off for that.
        }
        // A test waits for the start to end; only what it can catch tells it how.
        catch (Exception exception) when (Describe(exception) is { } described
            && !application.Services.GetRequiredService<IConfiguration>().IsUnderTest())
        {
            line = described;
        }

        line = failure?.Line ?? line;
        if (line is null)
        {
            return 0;
        }

        await Console.Error.WriteLineAsync(line);

        return 1;
    }

    private static string? Describe(Exception exception) => exception switch
    {
        DistributedApplicationException => exception.Message,
        TimeoutRejectedException => $"The orchestrator of Aspire (dcp) could not be started: {exception.Message}",
        _ => null,
    };

    // A generated value is kept in the user secrets; one that was given is not.
    private static string? Generated(ParameterResource parameter) => new ConfigurationBuilder()
        .AddUserSecrets(typeof(RunExtensions).Assembly, optional: true)
        .Build()[$"Parameters:{parameter.Name}"];
}
