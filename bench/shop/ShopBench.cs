using System.Net;
using System.Runtime.InteropServices;
using Shop.Bench.Shop.Contenders;
using Shop.Bench.Shop.Data;
using Shop.Bench.Shop.Load;
using Shop.Bench.Shop.Measuring;
using Shop.Bench.Shop.References;
using Shop.Bench.Shop.Report;
using Shop.Bench.Shop.Scenarios;
using Shop.Bench.Shop.Servers;
using Shop.Contracts;
using Shop.Faults.Cluster;

namespace Shop.Bench.Shop;

/// <summary>Starts the shop, fills it, measures it beside the references, and checks what must hold then.</summary>
/// <param name="options">What is measured, and how.</param>
/// <param name="directory">For logs and scripts.</param>
/// <param name="output">Where progress is told.</param>
internal sealed class ShopBench(BenchOptions options, string directory, TextWriter output)
{
    private readonly ShopData _data = ShopData.Scaled(options.Scale);
    private readonly List<Guid> _told = [];

    public async Task<BenchResult> RunAsync(CancellationToken stop)
    {
        await using var sink = options.Telemetry > 0 ? await BenchServer.StartAsync(TelemetrySink.Kind) : null;
        await output.WriteLineAsync(
            $"starting the shop, with {_data.Products:n0} products and {_data.Orders:n0} orders");
        await using var shop = await ShopCluster.StartAsync(directory, ShopSettings.For(options, _data, sink));
        await using var watch = new ShopWatch(shop);
        await watch.StartAsync();
        var memoryAtRest = watch.Processes.ProportionalMemory();
        await using var bare = await BenchServer.StartAsync(BareServer.Kind);
        await using var publish = await PublishContender.ConnectAsync(shop.RabbitMQ);
        var database = await ReferenceDatabase.CreateAsync(shop, directory, _data.Products);
        var callers = await Callers.LogInAsync(shop);

        var gateway = new LoadGenerator(AddressOf(shop), "/graphql", callers);
        var operations = new Operations(_data);
        var mixedDay = new ScenarioCatalogue(operations).MixedDay;
        new AnswerComparison(AddressOf(shop), bare.Address, operations).Require();
        var contenders = new ContenderCatalogue(
            operations,
            options.Only,
            scenario => new ShopContender(scenario, gateway, watch, options.Rate, _told),
            path => new LoadGenerator(bare.Address, path, callers),
            database,
            publish);
        var day = new ShopContender(new Scenario("warm-up", mixedDay), gateway, watch, rate: null, _told);

        var figures = await new Rounds(options, output).RunAsync(day, contenders, stop);
        var soak = await new Soak(gateway, watch, _told, output).RunAsync(
            mixedDay, options.Connections[0], TimeSpan.FromMinutes(options.SoakMinutes), stop);
        await output.WriteLineAsync("checking what must hold");

        return new BenchResult
        {
            At = DateTimeOffset.UtcNow,
            Processors = Environment.ProcessorCount,
            Runtime = RuntimeInformation.FrameworkDescription,
            Options = options,
            CountsStatements = StatementCount.IsExact,
            Figures = figures,
            MemoryAtRest = memoryAtRest,
            Soak = soak,
            Findings = await new FinalCheck(shop).RunAsync(_told, stop),
        };
    }

    private static IPEndPoint AddressOf(ShopCluster shop) =>
        IPEndPoint.Parse(new Uri(shop.Of(ResourceNames.Gateway)[0].HttpAddress).Authority);
}
