using HotChocolate.CostAnalysis;
using HotChocolate.Language;
using HotChocolate.Types;

namespace HotChocolate.Execution;

/// <summary>The fields to read from one object type, in the order of the response.</summary>
internal sealed class PlanSelections
{
    public PlanSelections(ObjectType type, PlanField[] fields)
    {
        Type = type;
        Fields = fields;
        SlotFields = Array.FindAll(fields, field => field.NeedsSlot);
        for (var i = 0; i < SlotFields.Length; i++)
        {
            SlotFields[i].Slot = i;
        }
    }

    public ObjectType Type { get; }

    public PlanField[] Fields { get; }

    /// <summary>The fields that are started before the writing; the others are read while writing.</summary>
    public PlanField[] SlotFields { get; }
}

/// <summary>An operation made ready to execute, for one combination of its @skip and @include variables.</summary>
internal sealed record OperationPlan(
    DocumentNode Document,
    OperationDefinitionNode Operation,
    PlanSelections Root,
    int ArgumentSlots)
{
    private const int BytesOfField = 500;

    // Requests share the plan: a reference is read and written whole, the two numbers of a cost are not.
    private object? _fixedCost;

    /// <summary>The cost, once it is known and the same for all variables.</summary>
    public OperationCost? FixedCost
    {
        get => (OperationCost?)_fixedCost;
        set => _fixedCost = value;
    }

    /// <summary>Bytes that it takes, roughly.</summary>
    public int Size => ArgumentSlots * BytesOfField;

    /// <summary>Why the operation is not executed, at the place of a field.</summary>
    public GraphQLException Refuse(PlanField field, string message, string code) => new(ErrorBuilder.New()
        .SetMessage(message).SetCode(code).AddLocation(Document.GetLocation(field.Nodes[0])).Build());
}
