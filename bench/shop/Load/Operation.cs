using System.Text.Json;
using Shop.Bench.Shop.Data;

namespace Shop.Bench.Shop.Load;

/// <summary>Writes the numbers of the ids that a connection asks for next.</summary>
internal delegate void ChooseNumbers(int connection, Random random, Span<long> numbers);

/// <summary>One GraphQL operation as clients send it: a document that stays the same, and variables.</summary>
internal sealed record Operation
{
    /// <summary>Stands in the body where the number of an id goes.</summary>
    public const string Number = "############";

    /// <param name="document">The GraphQL document.</param>
    /// <param name="variables">Its variables, ids made by <see cref="Id"/>.</param>
    public Operation(string document, object? variables = null) =>
        Body = JsonSerializer.Serialize(new { query = document, variables });

    /// <summary>The body of the request, with <see cref="Number"/> where numbers of ids go.</summary>
    public string Body { get; }

    /// <summary>Who asks.</summary>
    public Role Role { get; init; }

    public ChooseNumbers Choose { get; init; } = static (_, _, _) => { };

    /// <summary>What a right answer begins with.</summary>
    public required string Expected { get; init; }

    /// <summary>What a right answer contains besides.</summary>
    public byte[]? ExpectedInside { get; init; }

    /// <summary>How many rows with ids a right answer has; null where it does not matter.</summary>
    public int? Rows { get; init; }

    /// <summary>Whether the answer begins with the id of an order that must be there afterwards.</summary>
    public bool Creates { get; init; }

    /// <summary>An id in the variables, whose number is chosen for each request.</summary>
    public static string Id(IdKind kind) => ShopIds.Prefix(kind) + Number;
}

internal enum Role
{
    Nobody,
    Customer,
    Administrator,
}
