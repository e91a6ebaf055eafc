using System.Text.Json;

namespace Shop.Tests.Observability;

/// <summary>A file of deploy/observability/dashboards.</summary>
internal sealed class Dashboard(string file, JsonElement root)
{
    public string File => Path.GetFileName(file);

    public JsonElement Root => root;

    /// <summary>What is drawn; rows only stand between.</summary>
    public IEnumerable<JsonElement> Panels => AllPanels.Where(panel => Text(panel, "type") != "row");

    public IEnumerable<JsonElement> AllPanels => root.GetProperty("panels").EnumerateArray();

    public IEnumerable<JsonElement> Variables =>
        root.GetProperty("templating").GetProperty("list").EnumerateArray();

    /// <summary>Every expression, of its panel.</summary>
    public IEnumerable<(string Panel, string Expression)> Expressions =>
        from panel in Panels
        from target in panel.GetProperty("targets").EnumerateArray()
        select ($"{File}: {Text(panel, "title")}", Text(target, "expr"));

    public static IReadOnlyList<Dashboard> ReadAll() =>
    [
        .. Directory.GetFiles(Path.Combine(Alert.Folder, "dashboards")).Order(StringComparer.Ordinal)
            .Select(file => new Dashboard(file, JsonDocument.Parse(System.IO.File.ReadAllText(file)).RootElement)),
    ];

    public static string Text(JsonElement element, string property) =>
        element.TryGetProperty(property, out var value) ? value.GetString() ?? "" : "";
}
