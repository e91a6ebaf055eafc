using System.Text.Json;
using System.Text.RegularExpressions;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.Deployment;

/// <summary>deploy/aspire-manifest.json, which a test of its own holds to what the AppHost publishes.</summary>
internal sealed partial class Manifest
{
    private const string Password = "PASSWORD";

    private readonly JsonElement _resources;

    private Manifest(JsonElement resources) => _resources = resources;

    public IEnumerable<string> Containers => OfType("container.v0");

    public IEnumerable<string> Projects => OfType("project.v0");

    public static Manifest Read()
    {
        var file = Path.Combine(Repository.Root, "deploy", "aspire-manifest.json");

        return new(JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("resources"));
    }

    public string Image(string container) => _resources.GetProperty(container).GetProperty("image").GetString()!;

    /// <summary>The project of a resource, e.g. <c>Shop.Orders</c>.</summary>
    public string Project(string resource) =>
        Path.GetFileNameWithoutExtension(_resources.GetProperty(resource).GetProperty("path").GetString()!);

    public IEnumerable<string> Arguments(string resource) =>
        _resources.GetProperty(resource).TryGetProperty("args", out var arguments)
            ? arguments.EnumerateArray().Select(argument => argument.GetString()!)
            : [];

    /// <summary>The volumes of a container, as compose writes them.</summary>
    public IEnumerable<(string Name, string Target)> Volumes(string container) => _resources
        .GetProperty(container).GetProperty("volumes").EnumerateArray()
        .Select(volume => (volume.GetProperty("name").GetString()!, volume.GetProperty("target").GetString()!));

    /// <summary>The ports at which the world calls a resource.</summary>
    public IEnumerable<int> ExternalPorts(string resource) => Bindings(resource)
        .Where(binding => binding.TryGetProperty("external", out var external) && external.GetBoolean())
        .Select(binding => binding.GetProperty("targetPort").GetInt32())
        .Distinct();

    /// <summary>The ports at which a resource listens, by the names of its endpoints; TLS ends before it.</summary>
    public IReadOnlyDictionary<string, int> Ports(string resource) =>
        (_resources.GetProperty(resource).TryGetProperty("bindings", out var bindings)
            ? bindings.EnumerateObject().Where(binding => binding.Name != "https")
            : [])
        .ToDictionary(binding => binding.Name, binding => binding.Value.GetProperty("targetPort").GetInt32());

    /// <summary>The environment, with what stands for others replaced by what it is where each has a name.</summary>
    public IReadOnlyDictionary<string, string> Environment(string resource) => _resources
        .GetProperty(resource).GetProperty("env").EnumerateObject()
        .ToDictionary(variable => variable.Name, variable => Resolve(variable.Value.GetString()!));

    /// <summary>A text of the manifest without references; each password is <c>PASSWORD</c>.</summary>
    public string Resolve(string text) =>
        Reference().Replace(text, match => Resolve(match.Groups["path"].Value.Split('.')));

    private string Resolve(string[] path) => path switch
    {
        [var name, "connectionString"] =>
            Resolve(_resources.GetProperty(name).GetProperty("connectionString").GetString()!),
        [var name, "bindings", _, "host"] => name,
        [var name, "bindings", var binding, "port" or "targetPort"] => $"{Port(name, binding)}",
        [var name, "bindings", var binding, "url"] => $"http://{name}:{Port(name, binding)}",
        [var name, "value"] => name.Contains("password", StringComparison.Ordinal) ? Password : name,
        _ => throw new InvalidOperationException($"{string.Join('.', path)} is not known."),
    };

    private int Port(string resource, string binding) => _resources
        .GetProperty(resource).GetProperty("bindings").GetProperty(binding).GetProperty("targetPort").GetInt32();

    private IEnumerable<JsonElement> Bindings(string resource) =>
        _resources.GetProperty(resource).TryGetProperty("bindings", out var bindings)
            ? bindings.EnumerateObject().Select(binding => binding.Value)
            : [];

    private IEnumerable<string> OfType(string type) => _resources.EnumerateObject()
        .Where(resource => resource.Value.GetProperty("type").GetString() == type)
        .Select(resource => resource.Name);

    [GeneratedRegex(@"\{(?<path>[\w.-]+)\}")]
    private static partial Regex Reference();
}
