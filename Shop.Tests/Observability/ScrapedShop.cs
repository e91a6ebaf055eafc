using System.Text.Json;
using System.Text.RegularExpressions;
using RabbitMQ.Client;
using Shop.Contracts;
using Shop.Faults.Cluster;
using Shop.Tests.Faults;

namespace Shop.Tests.Observability;

/// <summary>
/// A Prometheus that reads the metrics of the running shop, as deploy/observability/prometheus.yaml tells it to, once a
/// second. Everything has happened in the shop that dashboards and alerts tell of, but for what must not.
/// </summary>
public sealed partial class ScrapedShop(ClusterFixture fixture) : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("shop-prometheus-").FullName;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false })
    {
        BaseAddress = new Uri($"http://127.0.0.1:{LoopbackPort.FindFree()}"),
    };

    private ServerProcess? _prometheus;

    internal ShopCluster Cluster => fixture.Cluster;

    public async ValueTask InitializeAsync()
    {
        var configuration = Path.Combine(_directory, "prometheus.yaml");
        await File.WriteAllTextAsync(configuration, Targets().Replace(
            (await File.ReadAllTextAsync(Path.Combine(Alert.Folder, "prometheus.yaml")))
                .Replace("15s", "1s", StringComparison.Ordinal)
                .Replace("[alerts.yaml]", $"['{Alert.File}']", StringComparison.Ordinal),
            match => $"[{string.Join(", ", Cluster.Of(match.Groups["job"].Value).Select(Target))}]"));
        _prometheus = await ServerProcess.StartAsync(
            _directory,
            [
                LocalProgram.Find("prometheus")
                    ?? throw new InvalidOperationException("Prometheus is not installed: eng/setup.sh test"),
                $"--config.file={configuration}",
                $"--storage.tsdb.path={Path.Combine(_directory, "data")}",
                $"--web.listen-address={_http.BaseAddress!.Authority}",
            ]);
        await Eventually.SucceedsAsync(
            async () => Assert.Equal(Cluster.Replicas.Count, (await QueryAsync("up == 1")).Count),
            "metrics of every process");
        await UseAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_prometheus is not null)
        {
            await _prometheus.KillAsync();
        }

        _http.Dispose();
        Directory.Delete(_directory, recursive: true);
        await using var broker = await ConnectAsync();
        await using var channel = await broker.CreateChannelAsync();
        await channel.QueuePurgeAsync(MessagingNames.DeadLetterQueue(ResourceNames.Orders));
    }

    /// <summary>The series that an expression has now, each with its labels.</summary>
    public async Task<IReadOnlyList<Dictionary<string, string>>> QueryAsync(string expression)
    {
        var data = await GetAsync($"/api/v1/query?query={Uri.EscapeDataString(expression)}");

        return [.. data.GetProperty("result").EnumerateArray().Select(series => Labels(series.GetProperty("metric")))];
    }

    /// <summary>All series of the shop, each with its labels and its name as <c>__name__</c>.</summary>
    public async Task<IReadOnlyList<Dictionary<string, string>>> SeriesAsync()
    {
        var matcher = Uri.EscapeDataString("{job=~\"gateway|users|products|orders\"}");

        return [.. (await GetAsync($"/api/v1/series?match[]={matcher}")).EnumerateArray().Select(Labels)];
    }

    /// <summary>What became of each rule: its name and whether it could be evaluated.</summary>
    public async Task<IReadOnlyDictionary<string, string>> RulesAsync() =>
        (await GetAsync("/api/v1/rules")).GetProperty("groups").EnumerateArray()
            .SelectMany(group => group.GetProperty("rules").EnumerateArray())
            .ToDictionary(
                rule => rule.GetProperty("name").GetString()!, rule => rule.GetProperty("health").GetString()!);

    private static string Target(Replica replica) => $"'127.0.0.1:{replica.MetricsPort}'";

    private static Dictionary<string, string> Labels(JsonElement metric) =>
        metric.EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString()!);

    private async Task<JsonElement> GetAsync(string path)
    {
        using var response = await _http.GetAsync(new Uri(path, UriKind.Relative));
        var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

        return body.GetProperty("status").GetString() == "success"
            ? body.GetProperty("data")
            : throw new InvalidOperationException($"{path}: {body}");
    }

    private async Task UseAsync()
    {
        await Cluster.Client.PostAsync(
            "mutation ($input: Login!) { login(input: $input) { token } }",
            new { input = new { email = ShopCluster.AdminEmail, password = "not the password" } });
        var customer = await Cluster.Client.NewCustomerAsync();
        var product = await Cluster.Administrator.CreateProductAsync(price: 100, stock: 1000);
        for (var i = 0; i < 3; i++)
        {
            await customer.StockAsync(product);
        }

        var confirmed = await customer.PlaceOrderAsync(product, quantity: 1);
        await SettledAsync(customer, confirmed.OrderId!);
        await customer.PostAsync(
            "mutation ($id: ID!) { cancelOrder(id: $id) { status } }", new { id = confirmed.OrderId });
        await RejectAsync(customer);
        await using var broker = await ConnectAsync();
        await using var channel = await broker.CreateChannelAsync();
        await channel.BasicPublishAsync("", MessagingNames.Queue(ResourceNames.Orders), body: "none"u8.ToArray());
    }

    /// <summary>Two at once want the last unit, until one of them is told so after the order was written.</summary>
    private async Task RejectAsync(ShopClient customer) => await Eventually.TrueAsync(
        async () =>
        {
            var product = await Cluster.Administrator.CreateProductAsync(price: 100, stock: 1);
            var answers = await Task.WhenAll(
                Enumerable.Range(0, 4).Select(_ => customer.PlaceOrderAsync(product, quantity: 1)));

            return answers.Any(answer => answer is { Code: ErrorReasons.OutOfStock, OrderId: not null });
        },
        "an order that is rejected");

    private static Task SettledAsync(ShopClient customer, string order) => Eventually.TrueAsync(
        async () => await customer.StatusAsync(order) != "PENDING", $"order {order}");

    private Task<IConnection> ConnectAsync() =>
        new ConnectionFactory { Uri = Cluster.VirtualHost }.CreateConnectionAsync();

    [GeneratedRegex("""\["(?<job>\w+):9464"\]""")]
    private static partial Regex Targets();
}
