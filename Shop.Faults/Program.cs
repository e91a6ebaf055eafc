using System.CommandLine;
using Shop.Faults.Attacks;
using Shop.Faults.Malformed;
using Shop.Faults.Oversell;
using Shop.Faults.Run;

const int Misused = 2;
const int Interrupted = 130;

var command = RunCommand.Create();
command.Subcommands.Add(OversellCommand.Create());
command.Subcommands.Add(AttackCommand.Create());
command.Subcommands.Add(MalformedCommand.Create());
var parsed = command.Parse(args);
// Who interrupts a run waits until its servers have ended, which they do with this process at the latest.
var invocation = new InvocationConfiguration
{
    EnableDefaultExceptionHandler = false,
    ProcessTerminationTimeout = TimeSpan.FromSeconds(10),
};
try
{
    var exitCode = await parsed.InvokeAsync(invocation);

    return parsed.Errors.Count == 0 ? exitCode : Misused;
}
catch (OperationCanceledException)
{
    Console.WriteLine("interrupted");

    return Interrupted;
}
