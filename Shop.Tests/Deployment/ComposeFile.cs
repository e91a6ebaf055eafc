using System.Text.RegularExpressions;
using Shop.Tests.Infrastructure;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Shop.Tests.Deployment;

/// <summary>deploy/compose/compose.yaml with the values that it has without a file .env.</summary>
internal sealed partial class ComposeFile
{
    private readonly Dictionary<object, object> _root;

    private ComposeFile(Dictionary<object, object> root) => _root = root;

    public static string Folder { get; } = Path.Combine(Repository.Root, "deploy", "compose");

    public IReadOnlyDictionary<string, ComposeService> Services => Map(_root["services"])
        .ToDictionary(pair => pair.Key, pair => new ComposeService(Map(pair.Value)));

    public IEnumerable<string> VolumeNames => Map(_root["volumes"]).Values.Select(volume => $"{Map(volume)["name"]}");

    /// <summary>The names of the networks that nothing outside of them reaches.</summary>
    public IEnumerable<string> InternalNetworks => Map(_root["networks"])
        .Where(network => Map(network.Value).GetValueOrDefault("internal") is "true").Select(network => network.Key);

    /// <summary>The file of each secret, by the secret's name.</summary>
    public IReadOnlyDictionary<string, string> SecretFiles => Map(_root["secrets"])
        .ToDictionary(secret => secret.Key, secret => $"{Map(secret.Value)["file"]}");

    public static ComposeFile Read()
    {
        var text = Variable().Replace(File.ReadAllText(Path.Combine(Folder, "compose.yaml")), "${default}");
        var parser = new MergingParser(new Parser(new StringReader(text)));

        return new(new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(parser));
    }

    public static Dictionary<string, object> Map(object node) => ((Dictionary<object, object>)node)
        .ToDictionary(pair => (string)pair.Key, pair => pair.Value);

    public static List<object> List(object? node) => node is null ? [] : (List<object>)node;

    [GeneratedRegex(@"\$\{\w+:-(?<default>[^}]*)\}")]
    private static partial Regex Variable();
}
