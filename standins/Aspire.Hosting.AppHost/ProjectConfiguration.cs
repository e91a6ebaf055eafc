using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>What a project's own files say of how it runs.</summary>
internal static class ProjectConfiguration
{
    private static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>The entries of <c>Kestrel:Endpoints</c> in the project's appsettings files.</summary>
    public static IReadOnlyList<(string Name, Uri Uri, bool Http2)> KestrelEndpoints(
        string projectPath, string environmentName)
    {
        var directory = Path.GetDirectoryName(projectPath)!;
        var configuration = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(directory, "appsettings.json"), optional: true)
            .AddJsonFile(Path.Combine(directory, $"appsettings.{environmentName}.json"), optional: true)
            .Build();
        var defaultProtocols = configuration["Kestrel:EndpointDefaults:Protocols"];
        return
        [
            .. from endpoint in configuration.GetSection("Kestrel:Endpoints").GetChildren()
               where endpoint["Url"] is not null
               let uri = new Uri(endpoint["Url"]!
                   .Replace("*", "localhost", StringComparison.Ordinal)
                   .Replace("+", "localhost", StringComparison.Ordinal))
               select (endpoint.Key, uri, (endpoint["Protocols"] ?? defaultProtocols) == "Http2"),
        ];
    }

    /// <summary>The profile of the name; else the one that the AppHost runs under; else the first that runs the project.</summary>
    public static LaunchProfile? LaunchProfile(string projectPath, string? name)
    {
        var file = Path.Combine(Path.GetDirectoryName(projectPath)!, "Properties", "launchSettings.json");
        if (!File.Exists(file))
        {
            return null;
        }

        using var settings = JsonDocument.Parse(File.ReadAllText(file), Lenient);
        var profiles = settings.RootElement.TryGetProperty("profiles", out var all)
            ? all.EnumerateObject().Where(IsProject).ToList()
            : [];
        string?[] wanted = [name, Environment.GetEnvironmentVariable("DOTNET_LAUNCH_PROFILE"), profiles.FirstOrDefault().Name];
        return wanted.Where(w => w is not null)
            .Select(w => profiles.FirstOrDefault(p => p.Name == w))
            .Where(p => p.Value.ValueKind == JsonValueKind.Object)
            .Select(p => Read(p.Name, p.Value))
            .FirstOrDefault();
    }

    private static bool IsProject(JsonProperty profile) =>
        profile.Value.TryGetProperty("commandName", out var command) && command.GetString() == "Project";

    private static LaunchProfile Read(string name, JsonElement profile) => new(
        name,
        profile.TryGetProperty("applicationUrl", out var urls) && urls.GetString() is { Length: > 0 } text
            ? [.. text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(url => new Uri(url))]
            : [],
        profile.TryGetProperty("environmentVariables", out var variables)
            ? variables.EnumerateObject().ToDictionary(v => v.Name, v => v.Value.GetString() ?? string.Empty)
            : []);
}

internal sealed record LaunchProfile(string Name, IReadOnlyList<Uri> Urls, Dictionary<string, string> Variables);
