using System.Text.Encodings.Web;
using System.Text.Json;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.Contracts;

/// <summary>
/// What the last release promised to versions that run beside it, as files; <c>make release-contracts</c> writes them
/// anew when a release is made.
/// </summary>
internal static class Release
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
        WriteIndented = true,
    };

    /// <summary>The version that is being released; null unless one is.</summary>
    public static string? BeingMade { get; } = Environment.GetEnvironmentVariable("RELEASE_CONTRACTS");

    public static string PathOf(params string[] names) =>
        Path.Combine([Repository.Root, "Shop.Contracts", "Released", .. names]);

    public static T Read<T>(params string[] names) =>
        JsonSerializer.Deserialize<T>(File.ReadAllText(PathOf(names)), Json)!;

    public static void Write<T>(T content, params string[] names) =>
        File.WriteAllText(PathOf(names), $"{JsonSerializer.Serialize(content, Json)}\n");
}
