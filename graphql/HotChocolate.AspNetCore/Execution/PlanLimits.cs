using HotChocolate.Types;

namespace HotChocolate.Execution;

/// <summary>The limits that depend on the whole operation.</summary>
internal static class PlanLimits
{
    private const int DefaultFieldCycleDepth = 3;

    public static void Check(OperationPlan plan, SchemaSetup setup)
    {
        var cycles = setup.MaxFieldCycleDepth ?? (setup.DefaultSecurity ? DefaultFieldCycleDepth : null);
        new FieldPathLimits(plan, cycles, setup.MaxOfTypeDepth, setup.MaxIntrospectionListDepth).Check();
        if (setup.MaxDepth is { } limit)
        {
            var depth = Depth(plan.Root, setup.DepthSkipsIntrospection);
            if (depth > limit)
            {
                throw new GraphQLException(ErrorBuilder.New()
                    .SetMessage($"The GraphQL document has an execution depth of {depth} "
                        + $"which exceeds the max allowed execution depth of {limit}.")
                    .SetCode(ErrorCodes.MaxDepth).Build());
            }
        }
    }

    public static void CheckIntrospection(OperationPlan plan, Schema schema)
    {
        if (Array.Find(plan.Root.Fields, field => schema.MetaFields.Contains(field.Field)) is { } field)
        {
            throw new GraphQLException(ErrorBuilder.New()
                .SetMessage("Introspection is not allowed for the current request.")
                .SetExtension("field", field.Field.Name)
                .SetCode(ErrorCodes.IntrospectionDisabled).Build());
        }
    }

    private static int Depth(PlanSelections selections, bool skipIntrospection)
    {
        var deepest = 0;
        foreach (var field in selections.Fields)
        {
            var counts = !skipIntrospection || !field.Field.Name.StartsWith("__", StringComparison.Ordinal);
            if (counts)
            {
                deepest = Math.Max(
                    deepest,
                    1 + field.Selections.Select(below => Depth(below, skipIntrospection))
                        .DefaultIfEmpty().Max());
            }
        }

        return deepest;
    }
}
