using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using PeerProcesses;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.Deployment;

/// <summary>What a real kustomize builds from deploy/kubernetes, and what its secrets.sh prints.</summary>
public sealed class KubernetesFixture : IAsyncLifetime
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "deploy", "kubernetes");

    /// <summary>The folder of the npm packages.</summary>
    public static string Peers { get; } = Path.Combine(Repository.Root, "Shop.Tests", "Deployment", "peers");

    internal IReadOnlyList<KubernetesObjects> Overlays { get; private set; } = [];

    internal KubernetesObjects Operators => Overlays.Single(overlay => overlay.Name == "overlays/operators");

    internal KubernetesObjects Example => Overlays.Single(overlay => overlay.Name == "example");

    /// <summary>The values of each Secret, by its name, where everything is given that may be.</summary>
    internal IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Secrets { get; private set; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>();

    public async ValueTask InitializeAsync()
    {
        if (new KubernetesFactAttribute().Skip is not null)
        {
            return;
        }

        string[] folders = ["overlays/operators", "overlays/managed", "example"];
        var (exitCode, secrets, error) = await MakeSecretsAsync(("OTEL_EXPORTER_OTLP_HEADERS", "authorization=secret"));
        Assert.True(exitCode == 0, error);
        var built = await BuildAsync(
            [.. folders.Select(folder => new { folder = Path.Combine(Folder, folder) }), new { text = secrets }]);

        Overlays = [.. folders.Zip(built, (folder, objects) => new KubernetesObjects(folder, objects))];
        Secrets = Decode(built[^1]);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The values of what secrets.sh printed.</summary>
    internal static async Task<IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>> ReadSecretsAsync(
        string text) =>
        Decode(Assert.Single(await BuildAsync([new { text }])));

    /// <summary>What the API server would find wrong, for each object.</summary>
    internal static async Task<IReadOnlyList<string[]>> ValidateAsync(IEnumerable<JsonNode> objects)
    {
        var answer = await Peer.NodeAsync(Path.Combine(Peers, "validate.mjs"), JsonSerializer.Serialize(objects));

        return JsonSerializer.Deserialize<string[][]>(answer)!;
    }

    internal static async Task<(int ExitCode, string Output, string Error)> MakeSecretsAsync(
        params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(Folder, "secrets.sh")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1));

        return (process.ExitCode, await output, await error);
    }

    private static async Task<IReadOnlyList<IReadOnlyList<KubernetesObject>>> BuildAsync(object[] sources)
    {
        var answer = await Peer.NodeAsync(Path.Combine(Peers, "build.mjs"), JsonSerializer.Serialize(sources));

        return
        [
            .. JsonNode.Parse(answer)!.AsArray().Select(objects =>
                objects!.AsArray().Select(found => new KubernetesObject(found!)).ToList()),
        ];
    }

    private static Dictionary<string, IReadOnlyDictionary<string, string>> Decode(
        IReadOnlyList<KubernetesObject> secrets) =>
        secrets.ToDictionary(
            secret => secret.Name,
            secret => (IReadOnlyDictionary<string, string>)KubernetesObject.Strings(secret.Node["data"]).ToDictionary(
                value => value.Key,
                value => System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(value.Value))));
}
