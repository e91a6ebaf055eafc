using System.CommandLine;
using Shop.Bench.Relay;
using Shop.Faults;
using Shop.LocalServers;

var events = NumberOption.Create(
    "--events", "How many events are relayed in a round", least: 1_000, most: 1_000_000, whenAbsent: 20_000);
var rounds = NumberOption.Create("--rounds", "How many rounds are measured", least: 1, most: 1_000, whenAbsent: 5);
var command = new RootCommand("Measures how fast events leave the outbox, beside a publisher without one.")
{
    events, rounds,
};
command.SetAction(async (parsed, _) =>
{
    await using var postgres = await PostgresServer.StartAsync();
    await using var rabbitMQ = await RabbitMQServer.StartAsync();
    var bench = new RelayBench(await postgres.CreateDatabaseAsync(), await rabbitMQ.CreateVirtualHostAsync());
    await bench.RunAsync(parsed.GetValue(events), parsed.GetValue(rounds), parsed.InvocationConfiguration.Output);
});

return await command.Parse(args).InvokeAsync();
