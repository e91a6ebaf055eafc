using System.Text.Json;

namespace GraphQL.Tests.Differential;

internal enum Phase
{
    Syntax,
    Request,
    Execution,
}

/// <summary>An error's place; its text is shown but never compared.</summary>
internal sealed record AnswerError(string Message, string Locations, IReadOnlyList<string> Path)
{
    public string FullPath { get; } = string.Join('.', Path);

    public string Place => $"[{Locations}] {FullPath}";
}

/// <summary>What an implementation made of a request.</summary>
internal sealed record Answer(Phase Phase, JsonElement Data, IReadOnlyList<AnswerError> Errors, string Json)
{
    private const string SyntaxCode = "HC0011";

    public static Answer Parse(string json)
    {
        var response = JsonDocument.Parse(json).RootElement;
        List<AnswerError> errors = [];
        var syntax = false;
        if (response.TryGetProperty("errors", out var given))
        {
            foreach (var error in given.EnumerateArray())
            {
                errors.Add(ToError(error));
                syntax |= error.TryGetProperty("extensions", out var extensions)
                    && extensions.TryGetProperty("code", out var code) && code.ValueEquals(SyntaxCode);
            }
        }

        var hasData = response.TryGetProperty("data", out var data);
        syntax |= response.TryGetProperty("phase", out var phase) && phase.ValueEquals("syntax");

        return new Answer(hasData ? Phase.Execution : syntax ? Phase.Syntax : Phase.Request, data, errors, json);
    }

    private static AnswerError ToError(JsonElement error)
    {
        var message = error.GetProperty("message").GetString()!;
        var locations = error.TryGetProperty("locations", out var places)
            ? string.Join(
                ' ', places.EnumerateArray().Select(at => $"{at.GetProperty("line")}:{at.GetProperty("column")}"))
            : "";

        return new AnswerError(
            message,
            locations,
            error.TryGetProperty("path", out var path)
                ? [.. path.EnumerateArray().Select(segment => $"{segment}")]
                : []);
    }
}
