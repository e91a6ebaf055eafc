namespace Shop.Tests.Deployment;

/// <summary>One service of a <see cref="ComposeFile"/>.</summary>
internal sealed class ComposeService(Dictionary<string, object> node)
{
    public string Image => $"{node["image"]}";

    public bool IsOptional => node.ContainsKey("profiles");

    public IEnumerable<string> Command => Strings("command");

    public IEnumerable<string> Ports => Strings("ports");

    public IEnumerable<string> Networks => Strings("networks");

    public IEnumerable<string> Volumes => Strings("volumes");

    public IReadOnlyDictionary<string, string> Environment => node.TryGetValue("environment", out var environment)
        ? ComposeFile.Map(environment).ToDictionary(pair => pair.Key, pair => $"{pair.Value}")
        : new Dictionary<string, string>();

    /// <summary>What each service has to have come to, by its name.</summary>
    public IReadOnlyDictionary<string, string> Waits => node.TryGetValue("depends_on", out var waits)
        ? ComposeFile.Map(waits).ToDictionary(wait => wait.Key, wait => $"{ComposeFile.Map(wait.Value)["condition"]}")
        : new Dictionary<string, string>();

    /// <summary>The name of each secret by that of the file in which the service finds it.</summary>
    public IReadOnlyDictionary<string, string> Secrets => ComposeFile.List(node.GetValueOrDefault("secrets"))
        .Select(secret => secret is string name ? (Source: name, Target: name) : Mounted(ComposeFile.Map(secret)))
        .ToDictionary(secret => secret.Target, secret => secret.Source);

    public bool Has(string key) => node.ContainsKey(key);

    private static (string Source, string Target) Mounted(Dictionary<string, object> secret) =>
        ($"{secret["source"]}", $"{secret["target"]}");

    private IEnumerable<string> Strings(string key) =>
        ComposeFile.List(node.GetValueOrDefault(key)).Select(value => $"{value}");
}
