using HotChocolate.CostAnalysis;
using HotChocolate.Execution.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Configures the cost analysis.</summary>
public static class CostAnalyzerRequestExecutorBuilderExtensions
{
    /// <summary>Analyzes costs where the default security is disabled.</summary>
    public static IRequestExecutorBuilder AddCostAnalyzer(this IRequestExecutorBuilder builder) =>
        builder.Configure(static setup => setup.AddsCostAnalyzer = true);

    /// <summary>Changes what operations may cost.</summary>
    public static IRequestExecutorBuilder ModifyCostOptions(
        this IRequestExecutorBuilder builder,
        Action<CostOptions> configure) => builder.Configure(setup => configure(setup.CostOptions));
}
