using HotChocolate.Types;

namespace HotChocolate.Execution;

/// <summary>The limits that depend on the whole operation.</summary>
internal static class PlanLimits
{
    public static void Check(OperationPlan plan, Schema schema, SchemaSetup setup, bool allowIntrospection)
    {
        if (!allowIntrospection && Array.Exists(plan.Root.Fields, field => schema.MetaFields.Contains(field.Field)))
        {
            throw new GraphQLException(ErrorBuilder.New()
                .SetMessage("Introspection is not allowed for the current request.")
                .SetCode(ErrorCodes.IntrospectionDisabled).Build());
        }

        if (setup.MaxDepth is { } limit)
        {
            var depth = Depth(plan.Root, setup.DepthSkipsIntrospection);
            if (depth > limit)
            {
                throw new GraphQLException(ErrorBuilder.New().SetMessage(
                    $"The GraphQL document has an execution depth of {depth} "
                    + $"which exceeds the max allowed execution depth of {limit}.").SetCode(ErrorCodes.MaxDepth).Build());
            }
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
                    1 + field.SelectionsByType.Values.Select(below => Depth(below, skipIntrospection))
                        .DefaultIfEmpty().Max());
            }
        }

        return deepest;
    }
}
