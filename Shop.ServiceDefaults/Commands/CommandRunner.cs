using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;
using Shop.ServiceDefaults.Startup;

namespace Shop.ServiceDefaults.Commands;

/// <summary>Finds the command that the arguments name and runs it; Ctrl+C and SIGTERM cancel it.</summary>
internal static class CommandRunner
{
    private const int UsageExitCode = 2;

    public static async Task<int> RunAsync(IServiceProvider services, string[] arguments)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        await using var scope = services.CreateAsyncScope();
        var commands = scope.ServiceProvider.GetServices<CommandDescription>().ToArray();
        var (name, rest) = (arguments[0], arguments[1..]);
        if (Array.Find(commands, command => command.Name == name) is not { } command)
        {
            return await FailAsync($"Unknown argument '{name}'. {Describe(commands)}", StartupErrors.ExitCode);
        }

        try
        {
            return command.Parameters.Length == 0 && rest is [var surplus, ..]
                ? throw new CommandUsageException($"'{surplus}' is one argument too many.")
                : await scope.ServiceProvider.GetRequiredKeyedService<IServiceCommand>(name).RunAsync(rest, stop.Token);
        }
        catch (CommandUsageException exception)
        {
            return await FailAsync($"{exception.Message} Usage: {command.Usage}", UsageExitCode);
        }
        catch (Exception exception)
        {
            var reason = StartupErrors.Describe(exception) ?? exception.GetBaseException().Message;
            return await FailAsync($"{name}: {reason}", StartupErrors.ExitCode);
        }

        void Cancel(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }

    private static string Describe(CommandDescription[] commands) => commands.Length == 0
        ? "The service takes none."
        : $"It may be: {string.Join(", ", commands.Select(command => command.Usage))}.";

    private static async Task<int> FailAsync(string line, int exitCode)
    {
        await Console.Error.WriteLineAsync(line.ReplaceLineEndings(" "));
        return exitCode;
    }
}
