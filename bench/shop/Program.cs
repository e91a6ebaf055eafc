using Shop.Bench.Shop;
using Shop.Bench.Shop.Servers;
using Shop.Faults;

var command = BenchCommand.Create();
command.Subcommands.Add(CompareCommand.Create());
command.Subcommands.Add(PlotCommand.Create());
command.Subcommands.Add(ServeCommand.Create());

return await CommandLine.RunAsync(command, args);
