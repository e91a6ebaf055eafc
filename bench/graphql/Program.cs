using Shop.Bench.GraphQL;
using Shop.Bench.GraphQL.Servers;
using Shop.Faults;

try
{
    if (args is ["serve", var kind, var port])
    {
        await ServeCommand.RunAsync(kind, port);
        return 0;
    }

    var arguments = new Arguments(args, "--rounds", "--seconds");
    var rounds = arguments.Number("--rounds", whenAbsent: 5, least: 1, most: 100);
    var seconds = arguments.Number("--seconds", whenAbsent: 10, least: 1, most: 600);
    await new GraphQLBench(Console.Out).RunAsync(rounds, TimeSpan.FromSeconds(seconds));
    return 0;
}
catch (UsageException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}
