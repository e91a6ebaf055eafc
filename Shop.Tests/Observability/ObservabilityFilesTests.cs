using System.Text.Json;
using System.Text.RegularExpressions;
using Shop.Tests.Infrastructure;
using YamlDotNet.Serialization;

namespace Shop.Tests.Observability;

/// <summary>The files of deploy/observability, without a shop.</summary>
public sealed partial class ObservabilityFilesTests
{
    private const string RunbookPath = "docs/operations.md";

    private static readonly string[] Units = ["ops", "reqps", "s", "none", "percentunit", "bytes"];

    private readonly IReadOnlyList<Alert> _alerts = Alert.ReadAll();
    private readonly IReadOnlyList<Dashboard> _dashboards = Dashboard.ReadAll();

    [Fact]
    public async Task Prometheus_takes_the_rules_and_the_configuration()
    {
        await PromtoolAsync("check", "rules", Alert.File);
        // Its rule files are looked for beside it.
        await PromtoolAsync("check", "config", Path.Combine(Alert.Folder, "prometheus.yaml"));
    }

    [Fact]
    public async Task Each_alert_fires_on_what_it_is_for_and_none_on_a_shop_that_is_well()
    {
        var file = Path.Combine(Alert.Folder, "alerts.test.yaml");

        await PromtoolAsync("test", "rules", file);

        var tested = FiringAlert().Matches(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))
            .Select(match => match.Groups["name"].Value);
        Assert.Equal(_alerts.Select(alert => alert.Name).Order(), tested.Distinct().Order());
    }

    [Fact]
    public void Each_alert_says_how_bad_it_is_what_it_means_and_where_to_read_on()
    {
        Assert.Equal(_alerts.Count, _alerts.DistinctBy(alert => alert.Name).Count());
        Assert.All(_alerts, alert =>
        {
            Assert.Matches(@"^\d+m$", alert.For);
            Assert.True(alert.Severity is "critical" or "warning", alert.Name);
            Assert.Equal(["description", "runbook_url", "summary"], alert.Annotations.Keys.Order());
            Assert.All(alert.Annotations.Values, text => Assert.NotEmpty(text.Trim()));
            Assert.Equal($"{RunbookPath}#{alert.Name.ToLowerInvariant()}", alert.Annotations["runbook_url"]);
        });
    }

    [Fact]
    public async Task Each_alert_has_its_entry_in_the_runbook_and_each_entry_its_alert()
    {
        var text = await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, RunbookPath), TestContext.Current.CancellationToken);
        var runbook = Assert.Single(
            text.Split("\n## "), section => section.StartsWith("Runbook\n", StringComparison.Ordinal));

        var entries = runbook.Split("\n### ")[1..]
            .ToDictionary(entry => entry[..entry.IndexOf('\n', StringComparison.Ordinal)]);

        Assert.Equal(_alerts.Select(alert => alert.Name).Order(), entries.Keys.Order());
        // What it means, how to look, what to do.
        Assert.All(entries.Values, entry => Assert.InRange(entry.Length, 200, 2000));
    }

    [Fact]
    public void Each_dashboard_and_each_panel_has_an_id_of_its_own()
    {
        Assert.True(_dashboards.Count >= 2);
        Assert.Equal(_dashboards.Count, _dashboards.DistinctBy(board => Dashboard.Text(board.Root, "uid")).Count());
        Assert.All(_dashboards, dashboard =>
        {
            var ids = dashboard.AllPanels.Select(panel => panel.GetProperty("id").GetInt32()).ToList();
            Assert.Equal(ids.Distinct(), ids);
            Assert.Matches("^[a-z-]{1,40}$", Dashboard.Text(dashboard.Root, "uid"));
            Assert.StartsWith("Shop: ", Dashboard.Text(dashboard.Root, "title"), StringComparison.Ordinal);
            Assert.NotEmpty(Dashboard.Text(dashboard.Root, "description"));
            Assert.Equal(
                ["datasource", "job", "instance"],
                dashboard.Variables.Select(variable => Dashboard.Text(variable, "name")));
        });
    }

    [Fact]
    public void Each_panel_says_what_it_shows_in_which_unit_and_overlaps_no_other()
    {
        Assert.All(_dashboards, dashboard =>
        {
            var places = new HashSet<(int, int)>();
            Assert.All(dashboard.AllPanels.SelectMany(Places), place => Assert.True(places.Add(place)));
            Assert.All(dashboard.Panels, panel =>
            {
                var title = Dashboard.Text(panel, "title");
                Assert.NotEmpty(title);
                Assert.EndsWith(".", Dashboard.Text(panel, "description"), StringComparison.Ordinal);
                Assert.Contains(
                    Dashboard.Text(panel.GetProperty("fieldConfig").GetProperty("defaults"), "unit"), Units);
                Assert.Equal("${datasource}", Dashboard.Text(panel.GetProperty("datasource"), "uid"));
                Assert.NotEmpty(panel.GetProperty("targets").EnumerateArray());
                Assert.All(
                    panel.GetProperty("targets").EnumerateArray(),
                    target => Assert.NotEmpty(Dashboard.Text(target, "legendFormat")));
            });
        });
    }

    [Fact]
    public void What_is_provisioned_is_YAML_and_names_the_dashboards_source()
    {
        var files = Directory.GetFiles(Path.Combine(Alert.Folder, "grafana"));

        Assert.Equal(["dashboards.yaml", "datasources.yaml"], files.Select(Path.GetFileName).Order());
        Assert.All(
            files,
            file => Assert.Equal("1", new DeserializerBuilder().Build()
                .Deserialize<Dictionary<string, object>>(File.ReadAllText(file))["apiVersion"]));
    }

    [Theory]
    [InlineData("sum by (a) (rate(m{b=\"c\", d=~\"e|f\"}[5m])) > 1.5", "m:b=c,d=e|f", "a")]
    [InlineData("up == 1 unless on (job) other", "up:;other:", "job")]
    [InlineData("sum(x) or vector(0)", "x:", "")]
    public void The_names_in_an_expression_are_read(string expression, string selectors, string labels)
    {
        var read = PromQL.Read(expression);

        Assert.Equal(selectors, string.Join(';', read.Selectors.Select(selector =>
            $"{selector.Metric}:{string.Join(',', selector.Matchers.Select(m => $"{m.Label}={m.Value}"))}")));
        Assert.Equal(labels, string.Join(',', read.Labels));
    }

    [Theory]
    [InlineData("sum(m) @ 5")]
    [InlineData("{a=\"b\"}")]
    [InlineData("m{a")]
    [InlineData("m{a + \"b\"}")]
    [InlineData("sum by a (m)")]
    public void An_expression_that_is_not_understood_is_refused(string expression) =>
        Assert.Throws<FormatException>(() => PromQL.Read(expression));

    private static IEnumerable<(int X, int Y)> Places(JsonElement panel)
    {
        var place = panel.GetProperty("gridPos");
        var (x, y) = (place.GetProperty("x").GetInt32(), place.GetProperty("y").GetInt32());
        Assert.InRange(x + place.GetProperty("w").GetInt32(), 1, 24);

        return from column in Enumerable.Range(x, place.GetProperty("w").GetInt32())
               from row in Enumerable.Range(y, place.GetProperty("h").GetInt32())
               select (column, row);
    }

    private static Task<string> PromtoolAsync(params string[] arguments) => LocalProgram.RunAsync(
        ["promtool", .. arguments], cancellationToken: TestContext.Current.CancellationToken);

    // What is expected: the labels of an alert that fires.
    [GeneratedRegex("labels: '(ALERTS)?\\{alertname=\"(?<name>\\w+)\"")]
    private static partial Regex FiringAlert();
}
