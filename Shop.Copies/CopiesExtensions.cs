using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Shop.ServiceDefaults.Commands;
using Shop.ServiceDefaults.Startup;

namespace Shop.Copies;

/// <summary>Adds copies to a service, and what an operator needs to look after them.</summary>
public static class CopiesExtensions
{
    /// <summary>The commands <c>rebuild-copies</c> and <c>check-copies</c> for every copy of the service.</summary>
    public static void AddCopies(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<CopyOptions>(CopyOptions.Section);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<CopyStream>();
        builder.Services.AddCommand<RebuildCopiesCommand>(
            "rebuild-copies", "Makes each copy of another service's rows equal to its source.");
        builder.Services.AddCommand<CheckCopiesCommand>(
            "check-copies", "Compares each copy of another service's rows with its source.");
    }

    /// <summary>A table of copies and where its rows come from.</summary>
    public static void AddCopy<TContext, TCopy, TSource>(this IServiceCollection services)
        where TContext : DbContext
        where TCopy : class, ICopy
        where TSource : class, ICopySource<TCopy> =>
        services
            .AddScoped<ICopySource<TCopy>, TSource>()
            .AddScoped<ICopiedTable, CopiedTable<TContext, TCopy>>();
}
