using System.Text.Json.Nodes;

namespace Shop.Tests.Deployment;

/// <summary>One object of a cluster.</summary>
internal sealed record KubernetesObject(JsonNode Node)
{
    public string Type => $"{Node["apiVersion"]}/{Kind}";

    public string Kind => $"{Node["kind"]}";

    public string Name => $"{Node["metadata"]!["name"]}";

    public JsonNode Spec => Node["spec"]!;

    public IReadOnlyDictionary<string, string> Labels => Strings(Node["metadata"]!["labels"]);

    /// <summary>What a Deployment or a Job says of its pods.</summary>
    public JsonNode Pod => Spec["template"]!["spec"]!;

    public IReadOnlyDictionary<string, string> PodLabels => Strings(Spec["template"]!["metadata"]!["labels"]);

    public IEnumerable<JsonNode> InitContainers => Array(Pod["initContainers"]);

    public JsonNode Container => Assert.Single(Array(Pod["containers"]));

    public IEnumerable<JsonNode> AllContainers => InitContainers.Append(Container);

    /// <summary>The ports of a Service or of a container, by their names.</summary>
    public IReadOnlyDictionary<string, int> Ports => Array(Kind == "Service" ? Spec["ports"] : Container["ports"])
        .ToDictionary(port => $"{port["name"]}", port => (int)(port["port"] ?? port["containerPort"])!);

    public IReadOnlyDictionary<string, string> Variables => Array(Container["env"])
        .Where(variable => variable["value"] is not null)
        .ToDictionary(variable => $"{variable["name"]}", variable => $"{variable["value"]}");

    public IEnumerable<string> ConfigMaps =>
        Array(Container["envFrom"]).Select(source => $"{source["configMapRef"]!["name"]}");

    /// <summary>Each file of the volume <c>secrets</c>, with the Secret and the key that it comes from.</summary>
    public IReadOnlyDictionary<string, (string Secret, string Key)> SecretFiles =>
        Array(Assert.Single(Array(Pod["volumes"]))["projected"]!["sources"])
            .SelectMany(source => Array(source["secret"]!["items"]).Select(item => (
                Path: $"{item["path"]}", Secret: $"{source["secret"]!["name"]}", Key: $"{item["key"]}")))
            .ToDictionary(file => file.Path, file => (file.Secret, file.Key));

    /// <summary>The elements of a list, of which there are none where it is absent.</summary>
    public static IEnumerable<JsonNode> Array(JsonNode? node) =>
        node is JsonArray array ? array.OfType<JsonNode>() : [];

    public static IReadOnlyDictionary<string, string> Strings(JsonNode? node) => node is JsonObject map
        ? map.ToDictionary(pair => pair.Key, pair => $"{pair.Value}")
        : new Dictionary<string, string>();

    /// <summary>Whether a selector, plain as a Service's or with <c>matchLabels</c>, selects these labels.</summary>
    public static bool Selects(JsonNode selector, IReadOnlyDictionary<string, string> labels)
    {
        var isPlain = selector is JsonObject map && map.All(pair => pair.Value is JsonValue) && map.Count > 0;

        return Strings(isPlain ? selector : selector["matchLabels"])
                .All(pair => labels.GetValueOrDefault(pair.Key) == pair.Value)
            && Array(selector["matchExpressions"]).All(expression => $"{expression["operator"]}" switch
            {
                "In" => Array(expression["values"])
                    .Any(value => labels.GetValueOrDefault($"{expression["key"]}") == $"{value}"),
                var other => throw new NotSupportedException($"The operator {other} is not known here."),
            });
    }
}
