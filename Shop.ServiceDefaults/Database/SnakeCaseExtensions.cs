using System.Globalization;
using EFCore.NamingConventions.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Shop.ServiceDefaults.Database;

public static class SnakeCaseExtensions
{
    /// <summary>
    /// Names tables, columns, keys and indexes in snake_case where nothing else is said; call it in
    /// ConfigureConventions. In the options, as UseSnakeCaseNamingConvention, the convention would apply to EF Core's
    /// table of migrations too, and databases that have one already could not be migrated any more.
    /// </summary>
    public static void UseSnakeCaseNames(this ModelConfigurationBuilder configuration) =>
        configuration.Conventions.Add(static services => new NameRewritingConvention(
            services.GetRequiredService<ProviderConventionSetBuilderDependencies>(),
            new SnakeCaseNameRewriter(CultureInfo.InvariantCulture)));
}
