using System.CommandLine;
using Shop.Bench.GraphQL;
using Shop.Bench.GraphQL.Servers;
using Shop.Faults;

var rounds = NumberOption.Create("--rounds", "How many rounds are measured", least: 1, most: 100, whenAbsent: 5);
var seconds = NumberOption.Create("--seconds", "How long each measurement takes", least: 1, most: 600, whenAbsent: 10);
var command = new RootCommand("Measures the GraphQL engine beside others.") { rounds, seconds };
command.SetAction((parsed, _) => new GraphQLBench(parsed.InvocationConfiguration.Output).RunAsync(
    parsed.GetValue(rounds), TimeSpan.FromSeconds(parsed.GetValue(seconds))));
command.Subcommands.Add(ServeCommand.Create());

return await command.Parse(args).InvokeAsync();
