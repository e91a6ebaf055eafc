using System.CommandLine;
using Shop.Bench.Shop;
using Shop.Bench.Shop.Servers;

const int Misused = 2;
const int Interrupted = 130;

var command = BenchCommand.Create();
command.Subcommands.Add(CompareCommand.Create());
command.Subcommands.Add(PlotCommand.Create());
command.Subcommands.Add(ServeCommand.Create());
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
