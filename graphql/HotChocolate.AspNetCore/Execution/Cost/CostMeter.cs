using HotChocolate.CostAnalysis.Types;
using HotChocolate.Execution;
using HotChocolate.Language;
using HotChocolate.Types;

namespace HotChocolate.CostAnalysis;

/// <summary>
/// Computes static costs: GraphQL Cost Directives specification, section 3; variables count as they are given.
/// </summary>
internal sealed class CostMeter(OperationPlan plan, VariableValues variables)
{
    private bool _variesWithVariables;

    /// <exception cref="GraphQLException">A list needs exactly one slicing argument.</exception>
    public static OperationCost Measure(OperationPlan plan, VariableValues variables)
    {
        if (plan.FixedCost is { } known)
        {
            return known;
        }

        var meter = new CostMeter(plan, variables);
        var cost = new OperationCost(0, 1, 0) + meter.CostOf(plan.Root, parent: null);
        if (!meter._variesWithVariables)
        {
            plan.FixedCost = cost;
        }

        return cost;
    }

    private OperationCost CostOf(PlanSelections selections, PlanField? parent)
    {
        var sum = default(OperationCost);
        foreach (var field in selections.Fields)
        {
            sum += CostOf(field, parent);
        }

        return sum;
    }

    private OperationCost CostOf(PlanField field, PlanField? parent)
    {
        var below = default(OperationCost);
        foreach (var selections in field.Selections)
        {
            below = OperationCost.Max(below, CostOf(selections, field));
        }

        var type = field.Field.Type.Named;
        var item = below
            + new OperationCost(0, type.Cost ?? (type.IsComposite ? 1 : 0), type.IsComposite ? 0 : 1);
        var weight = field.Field.Cost.Weight ?? (type.IsComposite || field.Field.Type.Nullable is ListType ? 1 : 0);

        return new OperationCost(weight + ArgumentsOf(field), 0, 0) + (SizeOf(field, parent) * item);
    }

    private double ArgumentsOf(PlanField field)
    {
        var sum = 0.0;
        foreach (var argument in field.Nodes[0].Arguments)
        {
            sum += CostOf(field.Field.Arguments.Find(argument.Name.Value)!, argument.Value);
        }

        return sum;
    }

    private double CostOf(InputField input, ValueNode given) => input.Type.Named is InputObjectType type
        ? (input.Cost ?? 1) + CostOf(type, given)
        : input.Cost ?? 0;

    private double CostOf(InputObjectType type, ValueNode? given) => given switch
    {
        VariableNode variable => CostOf(type, Find(variable)),
        ListValueNode list => list.Items.Sum(item => CostOf(type, item)),
        ObjectValueNode value => value.Fields.Sum(field => CostOf(type.Fields.Find(field.Name.Value)!, field.Value)),
        _ => 0,
    };

    private double SizeOf(PlanField field, PlanField? parent)
    {
        var own = field.Field.Cost.Size;
        if (own is { SizedFields: null or [] })
        {
            return SizeOf(field, own);
        }

        var byParent = parent?.Field.Cost.Size;

        return byParent?.SizedFields?.Contains(field.Field.Name) == true ? SizeOf(parent!, byParent) : 1;
    }

    private double SizeOf(PlanField field, ListSizeAttribute size)
    {
        var given = 0;
        int? highest = null;
        foreach (var name in size.SlicingArguments ?? [])
        {
            var argument = field.Nodes[0].Arguments.FirstOrDefault(a => a.Name.Value == name)?.Value;
            given += argument is null or NullValueNode ? 0 : 1;
            var value = argument is VariableNode variable ? Find(variable) : argument;
            value ??= field.Field.Arguments.Find(name)?.DefaultValue;
            if (value is IntValueNode number && int.TryParse(number.Value, out var items))
            {
                highest = Math.Max(highest ?? 0, items);
            }
        }

        if (size is { SlicingArguments.Length: > 0, RequireOneSlicingArgument: true, Default: null } && given != 1)
        {
            throw plan.Refuse(
                field, "Exactly one slicing argument must be defined.", ErrorCodes.OneSlicingArgument);
        }

        return Math.Max(0, highest ?? size.Default ?? size.Assumed ?? 1);
    }

    private ValueNode? Find(VariableNode variable)
    {
        _variesWithVariables = true;

        return variables.Find(variable.Name.Value);
    }
}
