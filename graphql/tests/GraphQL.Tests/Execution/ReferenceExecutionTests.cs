using System.Text.Json;
using System.Text.Json.Nodes;
using HotChocolate.Execution;
using Microsoft.Extensions.DependencyInjection;
using PeerProcesses;

namespace GraphQL.Tests.Execution;

/// <summary>
/// Data, paths and locations of errors, and the introspection are those of graphql-js on the same schema.
/// </summary>
public sealed class ReferenceExecutionTests
{
    private static readonly string[] Builtin = ["String", "Boolean", "Int", "Float", "ID"];

    [NodeFact]
    public async Task Executes_as_the_reference_implementation_does()
    {
        var executor = await CreateAsync();
        var requests = await ReadRequestsAsync();

        var (results, _) = await RunReferenceAsync(executor, requests);

        var differences = new List<string>();
        for (var i = 0; i < requests.Count; i++)
        {
            var ours = Normalize(JsonNode.Parse(await RunAsync(executor, requests[i]))!.AsObject());
            var theirs = Normalize(results[i]!.AsObject());
            if (!JsonNode.DeepEquals(ours, theirs))
            {
                differences.Add(
                    $"{requests[i].Query}\n  theirs: {theirs.ToJsonString()}\n  ours:   {ours.ToJsonString()}");
            }
        }

        Assert.True(differences.Count == 0, string.Join("\n\n", differences));
    }

    [NodeFact]
    public async Task Describes_the_schema_as_the_reference_implementation_does()
    {
        var executor = await CreateAsync();
        var (_, theirs) = await RunReferenceAsync(executor, []);

        var query = await File.ReadAllTextAsync(System.IO.Path.Combine(Peer.Folder, "introspection.graphql"));
        var ours = JsonNode.Parse(await executor.RunAsync(query))!["data"]!;

        Assert.Equal(Comparable(theirs), Comparable(ours));
    }

    private static async Task<IRequestExecutor> CreateAsync() => await Executors.CreateAsync(
        builder => builder.AddQueryType<Zoo.Query>()
            .AddMutationType<Zoo.Mutation>()
            .AddType<Zoo.Lion>()
            .AddType<Zoo.Snake>(),
        services => services.AddScoped<Zoo.Counter>());

    private static async Task<(JsonArray Results, JsonNode Introspection)> RunReferenceAsync(
        IRequestExecutor executor,
        IReadOnlyList<Request> requests)
    {
        var input = JsonSerializer.Serialize(
            new { sdl = executor.Schema.ToString(), root = "zoo.mjs", requests }, JsonSerializerOptions.Web);
        var output = JsonNode.Parse(await Peer.NodeAsync("execute.mjs", input))!;

        return (output["results"]!.AsArray(), output["introspection"]!);
    }

    private static async Task<string> RunAsync(IRequestExecutor executor, Request request) => await executor.RunAsync(
        request.Query, request.Variables?.ToDictionary(pair => pair.Key, pair => (object?)pair.Value));

    private static async Task<IReadOnlyList<Request>> ReadRequestsAsync()
    {
        var file = await File.ReadAllTextAsync(
            System.IO.Path.Combine(AppContext.BaseDirectory, "Execution", "requests.txt"));

        return
        [
            .. file.Split("\n---\n").Select(text => text.Split("\nvariables ")).Select(parts => new Request(
                parts[0], parts.Length == 1 ? null : JsonNode.Parse(parts[1])!.AsObject())),
        ];
    }

    private static JsonObject Normalize(JsonObject result)
    {
        var errors = (result["errors"] as JsonArray ?? []).Select(error => new JsonObject
        {
            ["path"] = error!["path"]?.DeepClone(),
            ["locations"] = error["locations"]?.DeepClone(),
        }.ToJsonString()).Order(StringComparer.Ordinal);

        return new JsonObject
        {
            ["data"] = result["data"]?.DeepClone(),
            ["errors"] = new JsonArray([.. errors.Select(error => (JsonNode)error)]),
        };
    }

    // The types of the introspection itself and the texts of what the specification builds in may differ.
    private static string Comparable(JsonNode introspection)
    {
        var schema = introspection["__schema"]!;
        var types = schema["types"]!.AsArray()
            .Where(type => !type!["name"]!.GetValue<string>().StartsWith("__", StringComparison.Ordinal))
            .OrderBy(type => type!["name"]!.GetValue<string>(), StringComparer.Ordinal)
            .Select(type => type!.DeepClone())
            .ToList();
        types.Where(type => Builtin.Contains(type["name"]!.GetValue<string>()))
            .ToList()
            .ForEach(type => type["description"] = null);
        var directives = schema["directives"]!.AsArray()
            .OrderBy(directive => directive!["name"]!.GetValue<string>(), StringComparer.Ordinal)
            .Select(directive =>
                $"{directive!["name"]} {directive["isRepeatable"]} "
                + $"{directive["args"]!.AsArray().FirstOrDefault()?["name"]} "
                + string.Join(',', directive["locations"]!.AsArray()
                    .Select(location => $"{location}")
                    .Where(IsInEdition)
                    .Order(StringComparer.Ordinal)));

        return $"{schema["queryType"]} {schema["mutationType"]} {schema["subscriptionType"]}\n"
            + $"{string.Join('\n', directives)}\n{string.Join('\n', types.Select(type => type.ToJsonString()))}";
    }

    // The reference implementation is ahead of the edition of September 2025.
    private static bool IsInEdition(string location) => location != "DIRECTIVE_DEFINITION";

    private sealed record Request(string Query, JsonObject? Variables);
}
