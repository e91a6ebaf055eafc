using Shop.Bench.Relay;
using Shop.Faults;
using Shop.LocalServers;

try
{
    var arguments = new Arguments(args, "--events", "--rounds");
    var events = arguments.Number("--events", whenAbsent: 20_000, least: 1_000, most: 1_000_000);
    var rounds = arguments.Number("--rounds", whenAbsent: 5, least: 1, most: 1_000);

    await using var postgres = await PostgresServer.StartAsync();
    await using var rabbit = await RabbitMQServer.StartAsync();
    var bench = new RelayBench(await postgres.CreateDatabaseAsync(), await rabbit.CreateVirtualHostAsync());
    await bench.RunAsync(events, rounds, Console.Out);
    return 0;
}
catch (UsageException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}
