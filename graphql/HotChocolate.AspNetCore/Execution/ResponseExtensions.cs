using HotChocolate.CostAnalysis;
using HotChocolate.PersistedOperations;

namespace HotChocolate.Execution;

/// <summary>The map <c>extensions</c> of a response: specification, section 7.1.3.</summary>
internal struct ResponseExtensions
{
    /// <summary>Null unless the client asked for it.</summary>
    public OperationCost? Cost { get; set; }

    public PersistedReceipt? Persisted { get; set; }

    public readonly bool IsEmpty => Cost is null && Persisted is null;

    /// <summary>Adds the map at the end of a written response.</summary>
    public readonly void AppendTo(JsonBuffer json)
    {
        if (IsEmpty)
        {
            return;
        }

        json.Position--;
        json.Write(json.Position == 1 ? "\"extensions\":{"u8 : ",\"extensions\":{"u8);
        if (Cost is { } cost)
        {
            json.Write("\"operationCost\":{\"fieldCost\":"u8);
            json.WriteFormatted(cost.Field);
            json.Write(",\"typeCost\":"u8);
            json.WriteFormatted(cost.Type);
            json.Write(Persisted is null ? "}"u8 : "},"u8);
        }

        Persisted?.Write(json);
        json.Write("}}"u8);
    }
}
