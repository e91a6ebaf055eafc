using System.CommandLine;
using System.CommandLine.Invocation;
using Microsoft.Extensions.DependencyInjection;
using Shop.ServiceDefaults.Startup;

namespace Shop.ServiceDefaults.Commands;

/// <summary>Finds the command that the arguments name and runs it; Ctrl+C and SIGTERM cancel it.</summary>
internal static class CommandRunner
{
    private const int UsageExitCode = 2;

    public static async Task<int> RunAsync(IServiceProvider services, IReadOnlyList<string> arguments)
    {
        var root = new RootCommand("Runs the service, or one of its commands in place of it.");
        foreach (var command in services.GetServices<Command>())
        {
            command.SetAction((parsed, cancellationToken) => RunAsync(services, parsed, cancellationToken));
            root.Add(command);
        }

        var parsed = root.Parse(arguments);
        if (parsed.Action is ParseErrorAction)
        {
            var problems = string.Join(' ', parsed.Errors.Select(error => error.Message));
            var exitCode = parsed.CommandResult.Command == root ? StartupErrors.ExitCode : UsageExitCode;

            return await FailAsync($"{problems} Try --help.", exitCode);
        }

        return await parsed.InvokeAsync();
    }

    private static async Task<int> RunAsync(
        IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var name = parsed.CommandResult.Command.Name;
        try
        {
            await using var scope = services.CreateAsyncScope();
            var command = scope.ServiceProvider.GetRequiredKeyedService<IServiceCommand>(name);

            return await command.RunAsync(
                [.. parsed.CommandResult.Tokens.Select(token => token.Value)], cancellationToken);
        }
        catch (Exception exception)
        {
            var reason = StartupErrors.Describe(exception) ?? exception.GetBaseException().Message;

            return await FailAsync($"{name}: {reason}", StartupErrors.ExitCode);
        }
    }

    private static async Task<int> FailAsync(string line, int exitCode)
    {
        await Console.Error.WriteLineAsync(line.ReplaceLineEndings(" "));

        return exitCode;
    }
}
