using HotChocolate.Execution.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

public static partial class RequestExecutorBuilderExtensions
{
    /// <summary>Refuses or allows introspection, whatever the environment.</summary>
    public static IRequestExecutorBuilder DisableIntrospection(
        this IRequestExecutorBuilder builder,
        bool disable = true) => builder.Configure(setup => setup.DisableIntrospection = disable);

    /// <summary>Refuses operations with more nested fields.</summary>
    public static IRequestExecutorBuilder AddMaxExecutionDepthRule(
        this IRequestExecutorBuilder builder,
        int maxAllowedExecutionDepth,
        bool skipIntrospectionFields = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxAllowedExecutionDepth, 1);

        return builder.Configure(setup =>
        {
            setup.MaxDepth = maxAllowedExecutionDepth;
            setup.DepthSkipsIntrospection = skipIntrospectionFields;
        });
    }

    /// <summary>Refuses operations with a field more often on one path; the default security allows 3.</summary>
    public static IRequestExecutorBuilder AddMaxAllowedFieldCycleDepthRule(
        this IRequestExecutorBuilder builder,
        int? defaultCycleLimit = 3)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(defaultCycleLimit ?? 1, 1);

        return builder.Configure(setup => setup.MaxFieldCycleDepth = defaultCycleLimit ?? int.MaxValue);
    }

    /// <summary>Bounds introspection.</summary>
    /// <param name="builder">The schema.</param>
    /// <param name="maxAllowedOfTypeDepth">How often <c>ofType</c> may stand on a path.</param>
    /// <param name="maxAllowedListRecursiveDepth">How often the same list, such as <c>fields</c>, may.</param>
    public static IRequestExecutorBuilder SetIntrospectionAllowedDepth(
        this IRequestExecutorBuilder builder,
        ushort maxAllowedOfTypeDepth,
        ushort maxAllowedListRecursiveDepth) => builder.Configure(setup =>
        {
            setup.MaxOfTypeDepth = maxAllowedOfTypeDepth;
            setup.MaxIntrospectionListDepth = maxAllowedListRecursiveDepth;
        });
}
