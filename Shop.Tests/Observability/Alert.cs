using Shop.Tests.Infrastructure;
using YamlDotNet.Serialization;

namespace Shop.Tests.Observability;

/// <summary>One rule of deploy/observability/alerts.yaml.</summary>
internal sealed record Alert(
    string Name, string Expression, string For, string? Severity, IReadOnlyDictionary<string, string> Annotations)
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "deploy", "observability");

    public static string File { get; } = Path.Combine(Folder, "alerts.yaml");

    public static IReadOnlyList<Alert> ReadAll()
    {
        var file = new DeserializerBuilder().Build().Deserialize<RuleFile>(System.IO.File.ReadAllText(File));

        return
        [
            .. from rulesOf in file.Groups
               from rule in rulesOf.Rules
               select new Alert(
                   rule.Alert, rule.Expr, rule.For, rule.Labels.GetValueOrDefault("severity"), rule.Annotations),
        ];
    }

    private sealed class RuleFile
    {
        [YamlMember(Alias = "groups")]
        public List<RuleGroup> Groups { get; set; } = [];
    }

    private sealed class RuleGroup
    {
        [YamlMember(Alias = "name")]
        public string Name { get; set; } = "";

        [YamlMember(Alias = "rules")]
        public List<Rule> Rules { get; set; } = [];
    }

    private sealed class Rule
    {
        [YamlMember(Alias = "alert")]
        public string Alert { get; set; } = "";

        [YamlMember(Alias = "expr")]
        public string Expr { get; set; } = "";

        [YamlMember(Alias = "for")]
        public string For { get; set; } = "";

        [YamlMember(Alias = "labels")]
        public Dictionary<string, string> Labels { get; set; } = [];

        [YamlMember(Alias = "annotations")]
        public Dictionary<string, string> Annotations { get; set; } = [];
    }
}
