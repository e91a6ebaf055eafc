using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>Shows what the resources write: on the console with their names, in tests through the loggers.</summary>
internal sealed partial class ResourceOutput(
    DistributedApplicationModel model, ResourceLoggerService resourceLoggers, ILoggerFactory loggers, IHostEnvironment host,
    ResourceOutputTarget target)
    : IHostedService
{
    private readonly int _width = model.Resources.Select(r => r.Name.Length).DefaultIfEmpty(0).Max();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        resourceLoggers.Written += Show;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        resourceLoggers.Written -= Show;
        return Task.CompletedTask;
    }

    private void Show(string resource, string source, LogLine line)
    {
        if (target == ResourceOutputTarget.Loggers)
        {
            var logger = loggers.CreateLogger($"{host.ApplicationName}.Resources.{resource}");
            Log.Line(logger, line.IsErrorMessage ? LogLevel.Error : LogLevel.Information, line.Content);
        }
        else
        {
            Console.Out.WriteLine($"{source.PadRight(_width)} | {line.Content}");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Message = "{Line}")]
        public static partial void Line(ILogger logger, LogLevel level, string line);
    }
}

/// <summary>Where the output of the resources is shown.</summary>
internal sealed class ResourceOutputTarget
{
    public static readonly ResourceOutputTarget Console = new();
    public static readonly ResourceOutputTarget Loggers = new();
}
