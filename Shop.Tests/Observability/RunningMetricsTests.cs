using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Grpc.Core;
using Shop.Gateway.Errors;
using Shop.Tests.Faults;

namespace Shop.Tests.Observability;

/// <summary>Dashboards and alerts beside what the services really tell.</summary>
[Collection(ClusterCollection.Name)]
public sealed partial class RunningMetricsTests(ScrapedShop shop) : IClassFixture<ScrapedShop>
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    // What a shop that is well, and has few clients, does not tell. The names are those of the code.
    private static readonly HashSet<(string Label, string Value)> NeverHere =
    [
        ("error_type", ShopErrorCodes.Internal),
        ("error_type", ShopErrorCodes.ServiceUnavailable),
        ("rpc_response_status_code", NameOf(StatusCode.Internal)),
        ("rpc_response_status_code", NameOf(StatusCode.Unknown)),
        ("rpc_response_status_code", NameOf(StatusCode.DataLoss)),
        ("http_response_status_code", $"{(int)HttpStatusCode.TooManyRequests}"),
        ("http_response_status_code", $"{(int)HttpStatusCode.ServiceUnavailable}"),
    ];

    private static readonly IReadOnlyList<(string Place, string Expression)> Expressions =
    [
        .. Dashboard.ReadAll().SelectMany(dashboard => dashboard.Expressions)
            .Concat(Dashboard.ReadAll().SelectMany(VariablesOf))
            .Select(shown => (shown.Item1, WithoutVariables(shown.Item2))),
        .. Alert.ReadAll().Select(alert => (alert.Name, alert.Expression)),
    ];

    [Fact]
    public async Task Every_metric_label_and_value_in_dashboards_and_alerts_is_told_by_a_service()
    {
        await Eventually.SucceedsAsync(
            async () =>
            {
                var series = await shop.SeriesAsync();
                var unknown = Expressions.SelectMany(expression => Unknown(expression, series)).ToList();
                Assert.True(unknown.Count == 0, string.Join('\n', unknown));
            },
            "metrics of all that has happened",
            Timeout);
    }

    [Fact]
    public async Task Every_panel_shows_something()
    {
        foreach (var (place, expression) in Dashboard.ReadAll().SelectMany(dashboard => dashboard.Expressions))
        {
            var asked = WithoutVariables(expression);

            await Eventually.TrueAsync(
                async () => (await shop.QueryAsync(asked)).Count > 0, $"{place}: {asked}", Timeout);
        }
    }

    [Fact]
    public async Task Every_alert_is_evaluated()
    {
        var alerts = Alert.ReadAll().Select(alert => alert.Name).Order().ToList();

        await Eventually.SucceedsAsync(
            async () => Assert.Equal(
                alerts.Select(alert => (alert, "ok")),
                (await shop.RulesAsync()).Select(rule => (rule.Key, rule.Value)).OrderBy(rule => rule.Key)),
            "the rules");
    }

    [Fact]
    public async Task The_ports_of_the_services_tell_no_metrics()
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        foreach (var replica in shop.Cluster.Replicas)
        {
            foreach (var host in new[] { null, $"127.0.0.1:{replica.MetricsPort}" })
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, $"{replica.HttpAddress}/metrics");
                request.Headers.Host = host;
                using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

                Assert.Equal((replica.Name, HttpStatusCode.NotFound), (replica.Name, response.StatusCode));
            }
        }
    }

    [Fact]
    public async Task No_label_has_a_secret_or_what_a_client_chose()
    {
        var values = (await shop.SeriesAsync()).SelectMany(series => series.Values).Distinct().ToList();

        Assert.NotEmpty(values);
        Assert.DoesNotContain(values, value => value.Contains("password", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(values, value => value.Contains('@', StringComparison.Ordinal));
    }

    private static IEnumerable<string> Unknown(
        (string Place, string Expression) asked, IReadOnlyList<Dictionary<string, string>> series)
    {
        var read = PromQL.Read(asked.Expression);
        var labels = new HashSet<string> { "le" };
        foreach (var selector in read.Selectors)
        {
            var told = series.Where(labels => labels["__name__"] == selector.Metric).ToList();
            labels.UnionWith(told.SelectMany(each => each.Keys));
            if (told.Count == 0)
            {
                yield return $"{asked.Place}: no service tells {selector.Metric}";
            }

            foreach (var (label, value) in selector.Matchers)
            {
                var values = told.Select(each => each.GetValueOrDefault(label)).OfType<string>().ToHashSet();
                if (values.Count == 0)
                {
                    yield return $"{asked.Place}: {selector.Metric} has no label {label}";
                }

                foreach (var alternative in value.Split('|').Where(alternative => alternative.Length > 0))
                {
                    if (!values.Any(each => Regex.IsMatch(each, $"^(?:{alternative})$"))
                        && !NeverHere.Contains((label, alternative)))
                    {
                        yield return $"{asked.Place}: {label} of {selector.Metric} is never {alternative}";
                    }
                }
            }
        }

        foreach (var label in read.Labels.Where(label => !labels.Contains(label)))
        {
            yield return $"{asked.Place}: nothing has the label {label}";
        }
    }

    private static IEnumerable<(string, string)> VariablesOf(Dashboard dashboard) =>
        from variable in dashboard.Variables
        where Dashboard.Text(variable, "type") == "query"
        let query = LabelValues().Match(Dashboard.Text(variable, "query"))
        select (
            $"{dashboard.File}: {Dashboard.Text(variable, "name")}",
            $"count by ({query.Groups["label"]}) ({query.Groups["selector"]})");

    private static string WithoutVariables(string expression) => expression
        .Replace("$__rate_interval", "15s", StringComparison.Ordinal)
        .Replace("$job", ".+", StringComparison.Ordinal)
        .Replace("$instance", ".+", StringComparison.Ordinal);

    private static string NameOf(StatusCode status) => JsonNamingPolicy.SnakeCaseUpper.ConvertName($"{status}");

    [GeneratedRegex(@"^label_values\((?<selector>.+), (?<label>\w+)\)$")]
    private static partial Regex LabelValues();

}
