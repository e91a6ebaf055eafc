using HotChocolate.Types;

namespace HotChocolate.Execution;

/// <summary>Bounds how often a field may stand on a path: cycles of the schema are not walked at will.</summary>
internal sealed class FieldPathLimits(OperationPlan plan, int? maxCycles, int maxOfTypes, int maxIntrospectionLists)
{
    private readonly Dictionary<OutputField, int> _onPath = new(ReferenceEqualityComparer.Instance);

    public void Check() => Check(plan.Root);

    private void Check(PlanSelections selections)
    {
        foreach (var field in selections.Fields)
        {
            if (field.Selections.Length > 0)
            {
                Check(field);
            }
        }
    }

    private void Check(PlanField field)
    {
        var times = _onPath.GetValueOrDefault(field.Field) + 1;
        if (field.Parent.Name.StartsWith("__", StringComparison.Ordinal))
        {
            if (times > LimitOfIntrospection(field.Field))
            {
                throw plan.Refuse(
                    field, "Maximum allowed introspection depth exceeded.", ErrorCodes.IntrospectionDepth);
            }
        }
        else if (times > maxCycles)
        {
            throw plan.Refuse(
                field, "Maximum allowed coordinate cycle depth was exceeded.", ErrorCodes.FieldCycleDepth);
        }

        _onPath[field.Field] = times;
        foreach (var below in field.Selections)
        {
            Check(below);
        }

        _onPath[field.Field] = times - 1;
    }

    private int LimitOfIntrospection(OutputField field) =>
        field.Type.Nullable is ListType ? maxIntrospectionLists : field.Name == "ofType" ? maxOfTypes : int.MaxValue;
}
