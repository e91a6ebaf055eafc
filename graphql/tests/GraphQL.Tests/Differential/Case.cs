using System.Text.Json.Nodes;

namespace GraphQL.Tests.Differential;

internal enum CaseKind
{
    /// <summary>Written to be valid; conflicts of response names and values that do not suit slip in.</summary>
    Valid,

    /// <summary>One change of a token away from that.</summary>
    NearlyValid,

    /// <summary>Several changes away.</summary>
    Invalid,

    /// <summary>With characters changed, or cut short.</summary>
    Malformed,

    /// <summary>Of hundreds of fields, fragments and values.</summary>
    Huge,
}

/// <summary>A request and the pieces of its document that can be left out to find a smaller one.</summary>
internal sealed record Case(CaseKind Kind, IReadOnlyList<string> Pieces, JsonObject Variables, string? OperationName)
{
    public string Document { get; } = string.Concat(Pieces);
}
