using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Shop.ServiceDefaults.Startup;

/// <summary>Ends a process that cannot start with one line on stderr and exit code 1.</summary>
internal static partial class StartupErrors
{
    public const int ExitCode = 1;

    private const string ConfigurationBinder = "Microsoft.Extensions.Configuration.Binder";
    private const string AspireDatabase = "Aspire.Npgsql.EntityFrameworkCore.PostgreSQL";
    private const string AspireBroker = "Aspire.RabbitMQ.Client";
    private const string LoggingConfiguration = "Microsoft.Extensions.Logging.Configuration";

    private static int _installed;

    /// <summary>Also catches what is thrown before <see cref="ServiceRunner"/> has the application.</summary>
    public static void AddStartupErrors(this IHostApplicationBuilder builder)
    {
        var started = new StartedFlag();
        builder.Services.AddSingleton<IHostedService>(started);
        // Until the service has started, what fails is told in one line; these would write the exception before it.
        builder.Logging.AddFilter(
            "Microsoft.Extensions.Hosting.Internal.Host", level => level >= LogLevel.Information && started.IsSet);
        builder.Logging.AddFilter(
            "Microsoft.AspNetCore.Server.Kestrel", level => level >= LogLevel.Warning && started.IsSet);

        if (Interlocked.Exchange(ref _installed, 1) == 0)
        {
            AppDomain.CurrentDomain.UnhandledException += static (_, args) =>
            {
                if (args.ExceptionObject is Exception exception && Describe(exception) is { } line)
                {
                    Console.Error.WriteLine(line);
                    Environment.Exit(ExitCode);
                }
            };
        }
    }

    /// <summary>
    /// The line for what an operator can put right; null for a fault of the program, which keeps its stack trace.
    /// </summary>
    public static string? Describe(Exception exception) => exception switch
    {
        ConfigurationException => exception.Message,
        OptionsValidationException invalid => OneLine(
            "Configuration: "
            + string.Join(' ', invalid.Failures.Select(failure => Annotation().Replace(failure, "$1")))),
        // Aspire's packages bind their settings by code of their own.
        InvalidOperationException { Source: ConfigurationBinder or AspireDatabase or AspireBroker } =>
            OneLine($"Configuration: {exception.Message}"),
        InvalidOperationException { Source: LoggingConfiguration } =>
            OneLine($"Configuration 'Logging': {exception.Message}"),
        IOException { InnerException: AddressInUseException } => OneLine(exception.Message),
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable or SocketError.AccessDenied } =>
            OneLine(
                $"Configuration '{WebHostDefaults.ServerUrlsKey}' has an address that is refused: "
                + exception.Message),
        AggregateException { InnerExceptions: [var only] } => Describe(only),
        _ => null,
    };

    // The framework wraps the message of an attribute, which names the setting, into the names of its own classes.
    [GeneratedRegex("^DataAnnotation validation failed for .* with the error: '(.*)'\\.$", RegexOptions.Singleline)]
    private static partial Regex Annotation();

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    private sealed class StartedFlag : IHostedLifecycleService
    {
        private volatile bool _isSet;

        public bool IsSet => _isSet;

        public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken)
        {
            _isSet = true;

            return Task.CompletedTask;
        }

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
