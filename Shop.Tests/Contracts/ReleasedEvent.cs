using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;

namespace Shop.Tests.Contracts;

/// <summary>An event as a release writes it, and as it expects it.</summary>
/// <param name="Schema">The JSON schema.</param>
/// <param name="Samples">Events that were written.</param>
internal sealed record ReleasedEvent(JsonNode Schema, IReadOnlyList<JsonNode> Samples)
{
    private static readonly JsonSerializerOptions Plain = new(Release.Json) { WriteIndented = false };

    private static readonly JsonSchemaExporterOptions Exporter = new()
    {
        TreatNullObliviousAsNonNullable = true,
        // A schema calls numbers of every size integers.
        TransformSchemaNode = static (context, schema) =>
        {
            if (context.TypeInfo.Type.IsPrimitive)
            {
                schema["$comment"] = context.TypeInfo.Type.Name;
            }

            return schema;
        },
    };

    public static ReleasedEvent Of(EventKind kind) => new(
        kind.Json.GetJsonSchemaAsNode(Exporter),
        [.. kind.Samples.Select(sample => JsonSerializer.SerializeToNode(sample, kind.Json)!)]);

    /// <summary>
    /// Where the present code would misread what the release writes, or the release what the present code writes.
    /// </summary>
    public IEnumerable<string> Breaches(JsonTypeInfo present) =>
    [
        .. Differences("", Schema.AsObject(), present.GetJsonSchemaAsNode(Exporter).AsObject()),
        .. Samples.SelectMany(sample => Misread(sample, present)),
    ];

    private static IEnumerable<string> Differences(string path, JsonObject released, JsonObject present)
    {
        foreach (var keyword in released.Select(entry => entry.Key).Union(present.Select(entry => entry.Key)))
        {
            var (before, now) = (released[keyword], present[keyword]);
            var breaches = (keyword, before, now) switch
            {
                ("properties", JsonObject then, JsonObject properties) => then.SelectMany(property =>
                    properties[property.Key] is JsonObject kept
                        ? Differences($"{path}/{property.Key}", property.Value!.AsObject(), kept)
                        : [$"{path}/{property.Key} is not written any more"]),
                ("required", _, JsonArray required) => required.Select(name => $"{name}")
                    .Where(name => released["properties"]?[name] is null)
                    .Select(name => $"{path}/{name} is wanted, which the release does not write"),
                ("items", JsonObject item, JsonObject items) => Differences($"{path}/*", item, items),
                _ => JsonNode.DeepEquals(before, now)
                    ? []
                    : [$"{path} has the {keyword} {Text(now)}, not {Text(before)}"],
            };
            foreach (var breach in breaches)
            {
                yield return breach;
            }
        }
    }

    private static IEnumerable<string> Misread(JsonNode sample, JsonTypeInfo present)
    {
        try
        {
            return Lost("", sample, JsonSerializer.SerializeToNode(sample.Deserialize(present), present));
        }
        catch (JsonException exception)
        {
            return [$"{Text(sample)} is not read: {exception.Message}"];
        }
    }

    private static IEnumerable<string> Lost(string path, JsonNode? written, JsonNode? read) => (written, read) switch
    {
        (JsonObject then, JsonObject now) =>
            then.SelectMany(property => Lost($"{path}/{property.Key}", property.Value, now[property.Key])),
        (JsonArray then, JsonArray now) when then.Count == now.Count =>
            then.Zip(now).SelectMany(pair => Lost($"{path}/*", pair.First, pair.Second)),
        _ => JsonNode.DeepEquals(written, read)
            ? []
            : [$"{path} is read as {Text(read)}, not {Text(written)}"],
    };

    private static string Text(JsonNode? node) => node?.ToJsonString(Plain) ?? "null";
}
