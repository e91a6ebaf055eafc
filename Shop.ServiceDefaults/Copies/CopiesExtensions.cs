using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Shop.ServiceDefaults.Commands;
using Shop.ServiceDefaults.Startup;

namespace Shop.ServiceDefaults.Copies;

public static class CopiesExtensions
{
    /// <summary>
    /// The commands <c>rebuild-copies</c> and <c>check-copies</c> for every <see cref="ICopySource"/> of the service.
    /// </summary>
    public static IHostApplicationBuilder AddCopies<TContext>(this IHostApplicationBuilder builder)
        where TContext : DbContext
    {
        builder.AddValidatedOptions<CopyOptions>(CopyOptions.Section);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<CopyStream>();
        builder.Services.AddCommand<RebuildCopiesCommand<TContext>>(
            "rebuild-copies", "Makes each copy of another service's rows equal to its source.");
        builder.Services.AddCommand<CheckCopiesCommand<TContext>>(
            "check-copies", "Compares each copy of another service's rows with its source.");

        return builder;
    }
}
